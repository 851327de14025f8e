import { useLocale, useTranslations } from 'next-intl'
import { useRecoveryWords } from '@/components/recovery/use-recovery-words'
import { formatDate } from '@/components/ui/format-values'
import type { ShownEntry } from './shown-fault'

/** The lines of a fault's story in words. */
export function useEntryWords(timeZone: string) {
  const t = useTranslations('faults')
  const recovery = useRecoveryWords()
  const locale = useLocale()
  const time = (at: string) => formatDate(at, locale, 'date-time', timeZone)
  const joined = (...parts: (string | undefined | false)[]) => parts.filter(Boolean).join(' · ')

  const what = (entry: ShownEntry): string => {
    switch (entry.kind) {
      case 'opened':
      case 'acknowledged':
        return t(`story.${entry.kind}`)
      case 'again':
        return t('story.again', { count: entry.detail.count ?? 1 })
      case 'closed':
        return joined(t('story.closed', { reason: t(`closeReason.${entry.detail.reason}`) }), entry.detail.note)
      case 'stage':
        return t('story.stage', { from: t(`stage.${entry.detail.from}`), to: t(`stage.${entry.detail.to}`) })
      case 'assigned':
        return entry.detail.to
          ? t('story.assigned', { who: entry.detail.to.name ?? t('story.by.somebody') })
          : t('story.unassigned')
      case 'due':
        return entry.detail.to ? t('story.due', { time: time(entry.detail.to) }) : t('story.noDue')
      case 'comment':
        return entry.detail.text
      case 'photo':
        return joined(t('story.photo'), entry.detail.caption)
      case 'promised':
        return joined(t('story.promised', { time: time(entry.detail.dueAt) }), entry.detail.note)
      case 'promise-kept':
      case 'promise-broken':
      case 'promise-withdrawn':
        return t(`story.${entry.kind}`, { time: time(entry.detail.dueAt) })
      case 'merged':
        return 'fromId' in entry.detail
          ? t('story.mergedFrom', { id: entry.detail.fromId })
          : t('story.mergedInto', { id: entry.detail.intoId })
      case 'split':
        return 'fromId' in entry.detail
          ? t('story.splitFrom', { id: entry.detail.fromId })
          : t('story.splitInto', { id: entry.detail.intoId })
      case 'recovery':
        return joined(
          entry.detail.isDryRun && t('story.dryRun'),
          t(`story.recovery.${entry.detail.event}`, {
            step: entry.detail.step ? recovery.step(entry.detail.step) : '',
          }),
          entry.detail.why && recovery.why(entry.detail.why),
        )
      case 'work':
        return joined(t(`story.work.${entry.detail.event}`), entry.detail.who?.name, entry.detail.text)
      case 'told':
        return t('story.told', { count: entry.detail.count })
    }
  }

  /** "station", "worker" …, or a person's name. */
  const by = (who: string): string =>
    t.has(`story.by.${who}` as 'story.by.station') ? t(`story.by.${who}` as 'story.by.station') : who

  return { what, by }
}
