'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Ago } from '@/components/ui/format'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { ProfileView } from '@/lib/charging-limits/queries/list-profiles'
import type { CommandAction } from '../station-actions'
import { useLimitWords } from './use-limit-words'

interface ProfilesTableProps {
  id: string
  profiles: readonly ProfileView[]
  /** epoch ms */
  now: number
  timeZone: string
  command: CommandAction
  disabledWhy: string | undefined
}

/** Every profile the station is believed to hold, ours and others'. */
export function ProfilesTable({ id, profiles, now, timeZone, command, disabledWhy }: ProfilesTableProps) {
  const t = useTranslations('limits')
  const words = useLimitWords(timeZone)
  const common = useTranslations('common')
  const { act } = useAct()
  const clear = ({ profileId }: ProfileView) =>
    act(command, { id, command: { type: 'clear-charging-profile', profileId } }, t('asked'))
  return (
    <TableCard
      title={t('profiles')}
      empty={t('noProfiles')}
      columns={[
        { label: t('column.what') },
        { label: t('column.where') },
        { label: t('column.limit') },
        { label: t('column.level'), numeric: true },
        { label: t('column.since') },
        { label: t('clear'), hidden: true },
      ]}
    >
      {profiles.map((profile) => (
        <TableRow key={profile.profileId}>
          <TableCell>
            <span className="flex flex-wrap items-center gap-2">
              {words.purpose(profile)}
              {profile.schedule.isGridCritical && <Badge variant="attention">{t('gridCritical')}</Badge>}
              {profile.isUnsure && (
                <Badge variant="outline" title={t('unsureHelp')}>
                  {t('unsure')}
                </Badge>
              )}
            </span>
          </TableCell>
          <TableCell>{words.place(profile.evse)}</TableCell>
          <TableCell>{words.profile(profile, now)}</TableCell>
          <TableCell numeric>{profile.stackLevel}</TableCell>
          <TableCell>
            <Ago at={profile.setAt} timeZone={timeZone} />
          </TableCell>
          <TableCell className="text-right">
            {profile.purpose !== 'external' && (
              <Confirm
                title={t('clearTitle')}
                description={t('clearText', {
                  what: words.purpose(profile),
                  where: words.place(profile.evse),
                  limit: words.profile(profile, now),
                })}
                confirmLabel={t('clear')}
                cancelLabel={common('cancel')}
                destructive
                onConfirm={() => clear(profile)}
                trigger={
                  <Button
                    variant="ghost"
                    size="icon-sm"
                    disabled={disabledWhy !== undefined}
                    aria-label={t('clearOne', {
                      name: `${words.purpose(profile)}, ${words.place(profile.evse)}`,
                    })}
                    title={disabledWhy ?? t('clear')}
                  >
                    <X aria-hidden />
                  </Button>
                }
              />
            )}
          </TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}
