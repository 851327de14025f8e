import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { formatNumber } from '@/components/ui/format-values'
import { problemIn } from '@/lib/commands/problem'
import type { OfflineRow } from './offline-row'

const Nothing = () => <span className="text-muted-foreground">–</span>

/** Why a station's list came to nothing: ours, and what OCPP has a word for, in the reader's language; else as the station said it. */
export function useListWords() {
  const t = useTranslations('offline.list.word')
  const problems = useTranslations('station.command.problem')
  return (said: string): string => {
    if (t.has(said as never)) return t(said as never)
    const ours = problemIn(said)
    return ours === null ? said : problems(ours.code, { ...ours.params })
  }
}

/** How the station's list of tokens stands. */
export function ListState({ list }: Pick<OfflineRow, 'list'>) {
  const t = useTranslations('offline.list')
  const wordOf = useListWords()
  const locale = useLocale()
  if (list === null) return <Nothing />
  const about = [
    list.version > 0 && t('version', { version: list.version }),
    list.heldCount > 0 && t('held', { count: list.heldCount, shown: formatNumber(list.heldCount, locale) }),
    list.stage === 'failed' && list.error && wordOf(list.error),
  ].filter(Boolean)
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Badge variant={list.stage === 'failed' ? 'attention' : list.stage === 'in-step' ? 'default' : 'outline'}>
        {t(list.stage)}
      </Badge>
      <span className="truncate text-muted-foreground text-xs tabular-nums">{about.join(' · ')}</span>
      {list.leftOut > 0 && (
        <span className="whitespace-nowrap text-status-attention text-xs tabular-nums">
          {t('leftOut', { count: list.leftOut, shown: formatNumber(list.leftOut, locale) })}
        </span>
      )}
    </span>
  )
}

export type SettingsStanding = 'none' | 'waiting' | 'under-way' | 'so' | 'refused' | 'lacking'

/** lacking: as wanted, but for what the station does not have. */
export function settingsStanding({ settings, progress }: OfflineRow): SettingsStanding {
  if (settings.length === 0) return 'none'
  if (progress !== 'done') return progress
  if (settings.some(({ standing }) => standing === 'differs' || standing === 'fixed')) return 'refused'
  return settings.some(({ standing }) => standing === 'absent') ? 'lacking' : 'so'
}

/** Whether the station has taken the policy's settings, and which it has not. */
export function SettingsState({ station }: { station: OfflineRow }) {
  const t = useTranslations('offline')
  const standing = settingsStanding(station)
  if (standing === 'none') return <Nothing />
  const missing = station.settings.filter((setting) =>
    standing === 'lacking'
      ? setting.standing === 'absent'
      : setting.standing === 'differs' || setting.standing === 'fixed',
  )
  const names = missing.map(({ name }) => t(`field.${name}`)).join(', ')
  const isNamed = standing === 'refused' || standing === 'lacking'
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Badge variant={standing === 'refused' ? 'attention' : standing === 'so' ? 'default' : 'outline'}>
        {t(`settings.${standing}`)}
      </Badge>
      {isNamed && (
        <span className="truncate text-muted-foreground text-xs" title={names}>
          {names}
        </span>
      )}
    </span>
  )
}

/** The safe limit it holds, A per phase; or the one it should and does not. */
export function SafeLimit({ safe: { wantedA, heldA }, progress }: Pick<OfflineRow, 'safe' | 'progress'>) {
  const t = useTranslations('offline')
  const locale = useLocale()
  if (wantedA === null && heldA === null) return <Nothing />
  if (wantedA === null || wantedA === heldA) return <span>{formatNumber(heldA ?? 0, locale)}</span>
  return (
    <span className={progress === 'done' ? 'text-status-attention' : 'text-muted-foreground'}>
      {t('safeMissing', { wanted: formatNumber(wantedA, locale) })}
    </span>
  )
}
