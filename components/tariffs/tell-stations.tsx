'use client'

import { MonitorUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { useProblem } from '@/components/forms/use-problem'
import { Button } from '@/components/ui/button'
import type { Told } from '@/lib/tariffs/mutations/tell-stations'

/** Sends the price in effect to the stations that can show it and do not yet. */
export function TellStations({ id, tell }: { id: string; tell: Action<{ id: string }, Told> }) {
  const t = useTranslations('tariffs.screens')
  const errors = useTranslations('errors')
  const router = useRouter()
  const { refusal } = useProblem()
  const [pending, setPending] = useState(false)
  const submit = async () => {
    setPending(true)
    try {
      const result = await tell({ id })
      if (result.ok) toast.success(t('told', { ...result.data }))
      else toast.error(refusal(result))
      router.refresh()
    } catch {
      toast.error(errors('unexpected'))
    } finally {
      setPending(false)
    }
  }
  return (
    <Button variant="outline" pending={pending} onClick={submit}>
      <MonitorUp aria-hidden />
      {t('tell')}
    </Button>
  )
}
