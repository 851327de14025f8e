'use client'

import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import { useProblem } from '@/components/forms/use-problem'
import { CopyLine } from '@/components/stations/copy-line'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import type { Station } from '@/lib/stations/queries/find-station'
import type { StationActions } from './station-actions'

/** Gives the station a new password; it is shown once and never again. */
export function PasswordCard({ station, action }: { station: Station; action: StationActions['setPassword'] }) {
  const t = useTranslations('station.password')
  const common = useTranslations('common')
  const { refusal } = useProblem()
  const [password, setPassword] = useState<string | null>(null)
  const make = async () => {
    const result = await action({ id: station.station.id })
    if (!result.ok) {
      toast.error(refusal(result))
      return false
    }
    setPassword(result.data.password)
    return true
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        <p className="text-muted-foreground">{t(station.hasPassword ? 'has' : 'hasNone')}</p>
        {password === null ? (
          <Confirm
            trigger={
              <Button variant="outline" className="justify-self-start">
                <KeyRound aria-hidden />
                {t('make')}
              </Button>
            }
            title={t('confirmTitle', { id: station.station.id })}
            description={t('confirmText')}
            confirmLabel={t('make')}
            cancelLabel={common('cancel')}
            onConfirm={make}
          />
        ) : (
          <>
            <CopyLine label={t('user')} value={station.station.id} />
            <CopyLine label={t('password')} value={password} help={t('once')} />
          </>
        )}
      </CardContent>
    </Card>
  )
}
