'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useAct } from '@/components/forms/use-act'
import type { CommandAction } from '@/components/station/station-actions'
import { useRenew } from '@/components/station/use-renew'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { formatNumber } from '@/components/ui/format-values'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { LiveCommand, LiveStation } from '@/lib/live/events'
import type { OfflineStation } from '@/lib/offline-policy/queries/list-offline-stations'
import { AskAboutCustomer } from './ask-about-customer'
import { SafeLimit, SettingsState, useListWords } from './station-cells'

interface OfflineTabProps {
  live: LiveStation
  station: OfflineStation
  commands: readonly LiveCommand[]
  tokens: readonly { value: string; name: string }[]
  timeZone: string
  command: CommandAction
}

const ABOUT: ReadonlySet<string> = new Set([
  'send-local-list',
  'get-local-list-version',
  'get-configuration',
  'set-configuration',
  'set-charging-profile',
  'customer-information',
])

/** What this station does when it cannot ask us, and what it remembers of people. */
export function OfflineTab({ live, station, commands, tokens, timeZone, command }: OfflineTabProps) {
  const t = useTranslations('offline')
  useRenew(commands, ABOUT)
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
      <div className="grid gap-4">
        <ListCard live={live} list={station.list} timeZone={timeZone} command={command} />
        {live.protocol !== 'ocpp1.6' && <AskAboutCustomer live={live} tokens={tokens} command={command} />}
      </div>
      <Card>
        <CardHeader>
          <div>
            <CardTitle>{t('column.settings')}</CardTitle>
            <CardDescription>
              {t(`follows.${station.policy ?? 'none'}`)}{' '}
              <Link href="/fleet/offline" className="underline underline-offset-4">
                {t('toPolicies')}
              </Link>
            </CardDescription>
          </div>
          <SettingsState station={station} />
        </CardHeader>
        <Settings station={station} />
      </Card>
    </div>
  )
}

interface ListCardProps {
  live: LiveStation
  list: OfflineStation['list']
  timeZone: string
  command: CommandAction
}

function ListCard({ live, list, timeZone, command }: ListCardProps) {
  const t = useTranslations('offline')
  const wordOf = useListWords()
  const locale = useLocale()
  const { act, pending } = useAct()
  const send = (update: 'changes' | 'full') =>
    act(command, { id: live.id, command: { type: 'send-local-list', update } }, t('list.asked'))
  const ask = () => act(command, { id: live.id, command: { type: 'get-local-list-version' } }, t('list.asked'))
  const off = { disabled: !live.online || pending, title: live.online ? undefined : t('needsConnection') }
  const facts: [string, ReactNode][] = [
    [t('list.stands'), <Badge key="stage">{t(`list.${list?.stage ?? 'unknown'}`)}</Badge>],
    [t('list.versionLabel'), list && list.version >= 0 ? list.version : '–'],
    [t('list.tokens'), list ? formatNumber(list.heldCount, locale) : '–'],
    [t('list.noRoom'), list ? formatNumber(list.leftOut, locale) : '–'],
    [t('list.lastSent'), <DateTime key="sent" at={list?.sentAt} timeZone={timeZone} />],
    ...(list?.error ? [[t('list.answer'), wordOf(list.error)] as [string, ReactNode]] : []),
  ]
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('column.list')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        <dl>
          {facts.map(([label, value]) => (
            <div key={label} className="flex items-baseline justify-between gap-3 border-b py-1.5 last:border-0">
              <dt className="text-muted-foreground">{label}</dt>
              <dd className="text-right tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" onClick={() => send('changes')} {...off}>
            {t('list.sendChanges')}
          </Button>
          <Button variant="outline" onClick={() => send('full')} {...off}>
            {t('list.sendFull')}
          </Button>
          <Button variant="outline" onClick={ask} {...off}>
            {t('list.askVersion')}
          </Button>
        </div>
      </CardContent>
    </Card>
  )
}

function Settings({ station }: { station: OfflineStation }) {
  const t = useTranslations('offline')
  const { settings, safe } = station
  if (settings.length === 0 && safe.wantedA === null && safe.heldA === null) {
    return <CardContent className="text-muted-foreground">{t('nothingSet')}</CardContent>
  }
  return (
    <Table label={t('column.settings')}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('setting')}</TableHead>
          <TableHead>{t('wanted')}</TableHead>
          <TableHead>{t('there')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {settings.map(({ name, key, value, standing }) => (
          <TableRow key={key}>
            <TableCell>
              {t(`field.${name}`)}
              <span className="hidden truncate font-mono text-muted-foreground text-xs sm:block">{key}</span>
            </TableCell>
            <TableCell>{t(value === 'true' ? 'choice.on' : 'choice.off')}</TableCell>
            <TableCell className={standing === 'so' ? undefined : 'text-muted-foreground'}>
              {t(`standing.${standing}`)}
            </TableCell>
          </TableRow>
        ))}
        {(safe.wantedA !== null || safe.heldA !== null) && (
          <TableRow>
            <TableCell>{t('field.safeCurrent')}</TableCell>
            <TableCell>{safe.wantedA === null ? t('choice.leave') : t('ampere', { ampere: safe.wantedA })}</TableCell>
            <TableCell>
              <SafeLimit safe={safe} progress={station.progress} />
            </TableCell>
          </TableRow>
        )}
      </TableBody>
    </Table>
  )
}
