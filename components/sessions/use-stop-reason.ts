import { useTranslations } from 'next-intl'

/** OCPP's word for why a session ended, in the reader's words; a vendor's own word stays as it is. */
export function useStopReason() {
  const t = useTranslations('sessions.stop')
  return (reason: string): string => (t.has(reason as never) ? t(reason as never) : reason)
}
