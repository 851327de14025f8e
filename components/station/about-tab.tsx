'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { MeterKeysCard } from '@/components/signed/meter-keys-card'
import { protocolWords } from '@/components/stations/station-list-row'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Ago, DateTime } from '@/components/ui/format'
import type { LiveStation } from '@/lib/live/events'
import type { Station } from '@/lib/stations/queries/find-station'
import { HoldingsCards } from './holdings/holdings-cards'
import { OutletForms } from './outlet-forms'
import { PasswordCard } from './password-card'
import { SettingsForm } from './settings-form'
import type { StationActions } from './station-actions'
import type { TabContent } from './tabs'
import { useEventWords } from './use-event-words'

interface AboutTabProps {
  station: Station
  live: LiveStation
  content: Extract<TabContent, { tab: 'about' }>
  mayWrite: boolean
  actions: StationActions
}

/** What the station says of itself, and what people have set about it. */
export function AboutTab({ station, live, content, mayWrite, actions }: AboutTabProps) {
  const t = useTranslations('station.about')
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      <div className="grid grid-cols-1 gap-4">
        <Facts station={station} live={live} publicPage={content.publicPage} />
        {mayWrite && <PasswordCard station={station} action={actions.setPassword} />}
        {content.holdings && <HoldingsCards holdings={content.holdings} timeZone={station.timeZone} />}
      </div>
      {mayWrite && (
        <div className="grid grid-cols-1 gap-4">
          <Card>
            <CardHeader>
              <CardTitle>{t('settings')}</CardTitle>
            </CardHeader>
            <CardContent>
              <SettingsForm
                key={station.station.id}
                station={station}
                sites={content.sites}
                tariffs={content.tariffs}
                action={actions.edit}
              />
            </CardContent>
          </Card>
          <OutletForms station={station} tariffs={content.tariffs} action={actions.editOutlet} />
          <MeterKeysCard
            id={station.station.id}
            keys={content.meterKeys}
            evses={[...new Set(live.connectors.map(({ evse }) => evse))]}
            actions={actions}
          />
        </div>
      )}
    </div>
  )
}

function Facts({ station, live, publicPage }: { station: Station; live: LiveStation; publicPage: string | null }) {
  const t = useTranslations('station.about')
  const said = useEventWords()
  const zone = station.timeZone
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('vendor'), live.vendor],
    [t('model'), live.model],
    [t('serialNumber'), station.serialNumber],
    [t('firmware'), live.firmware],
    [t('firmwareStatus'), station.firmwareStatus && said('firmware', station.firmwareStatus)],
    [t('protocol'), protocolWords(live.protocol)],
    [t('address'), station.remoteAddress && <span className="font-mono text-xs">{station.remoteAddress}</span>],
    [t('connectedAt'), live.online && station.connectedAt && <DateTime at={station.connectedAt} timeZone={zone} />],
    [
      t('disconnectedAt'),
      !live.online && station.disconnectedAt && <DateTime at={station.disconnectedAt} timeZone={zone} />,
    ],
    [t('bootedAt'), station.bootedAt && <Ago at={station.bootedAt} timeZone={zone} />],
    [t('bootReason'), station.bootReason && said('boot', station.bootReason)],
    [t('createdAt'), <DateTime key="created" at={station.createdAt} format="date" timeZone={zone} />],
    [
      t('publicPage'),
      publicPage && station.isPublic && live.registration === 'accepted' && (
        <Link key="public" href={publicPage} className="underline underline-offset-4">
          {publicPage}
        </Link>
      ),
    ],
    [t('note'), station.note],
  ]
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('facts')}</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
          {facts.map(([name, value]) =>
            value ? (
              <div key={name} className="col-span-2 grid grid-cols-subgrid">
                <dt className="text-muted-foreground">{name}</dt>
                <dd className="min-w-0 break-words">{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
      </CardContent>
    </Card>
  )
}
