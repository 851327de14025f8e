'use client'

import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Ago } from '@/components/ui/format'
import type { SecurityTabProps } from './security-tab'

/** A new password given over the connection: nobody needs to go there, and nobody learns it. */
export function PasswordRotation({ live, content: { security }, timeZone, may, actions }: SecurityTabProps) {
  const t = useTranslations('security.password')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  const { hasPassword, passwordSetAt, isPasswordOpen } = security
  const rotate = () => act(actions.command, { id: live.id, command: { type: 'rotate-password' } }, t('asked'))
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        <p className="text-muted-foreground">
          {!hasPassword && t('none')}
          {hasPassword &&
            (passwordSetAt === null
              ? t('setLongAgo')
              : t.rich('set', { ago: () => <Ago at={passwordSetAt} timeZone={timeZone} /> }))}
        </p>
        {isPasswordOpen && (
          <p className="rounded-md border border-status-attention/30 bg-status-attention/8 px-3 py-2 text-status-attention">
            {t('open')}
          </p>
        )}
        {may.command && (
          <Confirm
            trigger={
              <Button
                variant="outline"
                className="justify-self-start"
                disabled={!live.online}
                title={live.online ? undefined : t('needsConnection')}
                pending={pending}
              >
                <KeyRound aria-hidden />
                {t('rotate')}
              </Button>
            }
            title={t('rotateTitle', { id: live.id })}
            description={t('rotateText')}
            confirmLabel={t('rotate')}
            cancelLabel={common('cancel')}
            onConfirm={rotate}
          />
        )}
      </CardContent>
    </Card>
  )
}
