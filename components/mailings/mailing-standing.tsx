'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { DateTime } from '@/components/ui/format'
import type { MailingState } from '@/lib/mailings/mailing'
import type { ShownMailing } from './shown-mailing'

const LOOK: Readonly<Record<MailingState, 'outline' | 'available' | 'attention' | 'faulted'>> = {
  queued: 'outline',
  sending: 'outline',
  sent: 'available',
  failed: 'attention',
  dead: 'faulted',
  bounced: 'faulted',
  cancelled: 'outline',
}

/** What was said of a mail, in words: a word of ours, or the mail server's own. */
export function useSaid(): (said: string) => string {
  const t = useTranslations('mailings')
  return (said) => (/^[a-z-]+$/.test(said) && t.has(`said.${said}`) ? t(`said.${said}`) : said)
}

/** Where a mail stands: what the mail server said, or when it is tried next. */
export function MailingStanding({ mailing }: { mailing: ShownMailing }) {
  const t = useTranslations('mailings')
  const inWords = useSaid()
  const said = mailing.lastError ?? mailing.answer
  // Nothing left the machine: that is not the same as having been sent.
  const isKept = mailing.answer === 'demo-kept'
  return (
    <span className="grid justify-items-start gap-0.5">
      <Badge variant={isKept ? 'outline' : LOOK[mailing.state]}>{t(`state.${isKept ? 'kept' : mailing.state}`)}</Badge>
      {said && <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">{inWords(said)}</span>}
      {mailing.state === 'failed' && (
        <span className="text-muted-foreground text-xs">
          {t('next')} <DateTime at={mailing.nextAt} />
        </span>
      )}
      {mailing.attempts > 1 && (
        <span className="text-muted-foreground text-xs">{t('attempts', { count: mailing.attempts })}</span>
      )}
    </span>
  )
}
