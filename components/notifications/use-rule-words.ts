import { useLocale, useTranslations } from 'next-intl'
import type { RuleChoices, RuleValues } from './rule-choices'

/** A rule in words: what it listens for, who hears, and when. */
export function useRuleWords({ users, webhooks, sites }: RuleChoices) {
  const t = useTranslations('notifications')
  const roles = useTranslations('users.role')
  const list = new Intl.ListFormat(useLocale(), { type: 'conjunction' })
  const named = (all: readonly { id: string; name: string }[], ids: readonly string[]) =>
    ids.flatMap((id) => all.find((one) => one.id === id)?.name ?? [])

  const people = (recipients: Omit<RuleValues['recipients'], 'drivers'>, channels: readonly string[]) => {
    const persons = [...recipients.roles.map((role) => roles(role)), ...named(users, recipients.userIds)]
    const ways = channels.map((channel) => t(`channel.${channel}`))
    return [
      ...(persons.length > 0 && ways.length > 0
        ? [t('words.persons', { who: list.format(persons), ways: list.format(ways) })]
        : []),
      ...recipients.emails,
      ...recipients.phones,
      ...named(webhooks, recipients.webhookIds),
    ]
  }

  return {
    what({ filter }: RuleValues): string {
      const notices = list.format(filter.notices.map((notice) => t(`notice.${notice}`).toLowerCase()))
      const where = filter.siteIds.length === 0 ? t('words.everywhere') : list.format(named(sites, filter.siteIds))
      const sentence = t('words.what', {
        notices,
        severity: t(`severityAtLeast.${filter.leastSeverity}`),
        where,
      })
      return sentence.charAt(0).toUpperCase() + sentence.slice(1)
    },
    who({ recipients, channels }: RuleValues): string {
      const told = [...people(recipients, channels), ...(recipients.drivers ? [t('words.drivers')] : [])]
      return told.length > 0 ? t('words.who', { who: list.format(told) }) : t('words.nobody')
    },
    marks({ filter, digest, quietHours, escalate }: RuleValues): string[] {
      return [
        ...(filter.onlySafety ? [t('form.onlySafety')] : []),
        ...(filter.causes.length > 0 ? [t('words.causes', { count: filter.causes.length })] : []),
        ...(digest === 'at-once' ? [] : [t(`digest.${digest}`)]),
        ...(quietHours ? [t('words.quiet', { from: quietHours.from, until: quietHours.until })] : []),
        ...(escalate ? [t('words.escalate', { minutes: escalate.afterMinutes })] : []),
      ]
    },
  }
}
