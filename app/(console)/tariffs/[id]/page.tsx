import { Pencil } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { Page } from '@/components/shell/page'
import { AssignTariff } from '@/components/tariffs/assign-tariff'
import { Remarks } from '@/components/tariffs/editor/meaning-card'
import { OcpiExport } from '@/components/tariffs/ocpi-export'
import { PriceTable } from '@/components/tariffs/price-table'
import { StationScreens } from '@/components/tariffs/station-screens'
import { TariffActions } from '@/components/tariffs/tariff-actions'
import { type PlaceShown, TariffPlaces } from '@/components/tariffs/tariff-places'
import { TariffVersions } from '@/components/tariffs/tariff-versions'
import { TellStations } from '@/components/tariffs/tell-stations'
import { WeekStrip } from '@/components/tariffs/week-strip'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { mayDo } from '@/lib/access/acts'
import { listSites } from '@/lib/sites/queries'
import { lintTariff } from '@/lib/tariffs/lint-tariff'
import { getTariff, type TariffUse } from '@/lib/tariffs/queries/get-tariff'
import { listShowing, wantsTelling } from '@/lib/tariffs/queries/list-showing'
import { stationObstacles } from '@/lib/tariffs/station-obstacles'
import {
  archiveTariffAction,
  assignTariffAction,
  restoreTariffAction,
  rollBackTariffAction,
  setDefaultTariffAction,
  tellStationsAction,
} from '../actions'

export async function generateMetadata({ params }: { params: Params<'id'> }): Promise<Metadata> {
  const actor = await requireActor('tariffs.read')
  return { title: (await orNotFound(getTariff(actor, idParam((await params).id)))).name }
}

export default async function TariffPage({ params }: { params: Params<'id'> }) {
  const actor = await requireActor('tariffs.read')
  const tariff = await orNotFound(getTariff(actor, idParam((await params).id)))
  const t = await getTranslations('tariffs')
  const id = String(tariff.id)
  const mayWrite = mayDo(actor.role, 'tariffs.write')
  const [latest] = tariff.versions
  const now = tariff.versions.find(({ number }) => number === tariff.inEffect)
  const mayTell = mayWrite && mayDo(actor.role, 'stations.command') && !tariff.archived
  const showing = now ? await listShowing(actor, tariff.id, now) : []
  const sites = mayWrite
    ? (await listSites(actor, { limit: 1000 })).rows.map((site) => ({ id: String(site.id), name: site.name }))
    : []
  const connectorLabel = (connector: TariffUse['connectors'][number]) => t('where.connector', { ...connector })
  return (
    <Page
      title={
        <span className="flex flex-wrap items-center gap-2">
          {tariff.name}
          {tariff.isDefault && <Badge>{t('default')}</Badge>}
          {tariff.asksPaymentFirst && <Badge variant="outline">{t('paymentFirst')}</Badge>}
          {tariff.archived && <Badge variant="outline">{t('archived')}</Badge>}
        </span>
      }
      actions={
        mayWrite && (
          <>
            <TariffActions
              id={id}
              name={tariff.name}
              isDefault={tariff.isDefault}
              archived={tariff.archived}
              setDefault={setDefaultTariffAction}
              archive={archiveTariffAction}
              restore={restoreTariffAction}
            />
            {now?.terms && (
              <OcpiExport
                id={id}
                name={tariff.name}
                terms={now.terms}
                lastUpdated={now.createdAt}
                startsAt={now.effectiveFrom}
              />
            )}
            {!tariff.archived && latest?.terms && (
              <Button asChild>
                <Link href={`/tariffs/${id}/edit`}>
                  <Pencil aria-hidden />
                  {t('edit')}
                </Link>
              </Button>
            )}
          </>
        )
      }
    >
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card>
          <CardHeader>
            <CardTitle>{t('prices.title')}</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-4">
            {now && <PriceTable version={now} />}
            {now?.terms && <WeekStrip terms={now.terms} />}
            {now?.terms && (
              <div className="grid gap-2 border-t pt-3">
                <Remarks
                  remarks={lintTariff(now.terms, { maxPowerKw: tariff.maxPowerKw ?? 0, isAdHoc: true })}
                  terms={now.terms}
                />
              </div>
            )}
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>{t('where.title')}</CardTitle>
            {mayWrite && !tariff.archived && (
              <AssignTariff tariff={{ id, name: tariff.name }} sites={sites} assign={assignTariffAction} />
            )}
          </CardHeader>
          <CardContent>
            {tariff.isDefault && <p className="mb-3">{t('usedByDefault')}.</p>}
            <TariffPlaces
              tariff={tariff.name}
              places={placesOf(tariff.usedBy, connectorLabel)}
              assign={mayWrite ? assignTariffAction : null}
            />
          </CardContent>
        </Card>
      </div>
      {now && (
        <Card>
          <CardHeader>
            <CardTitle>{t('screens.title')}</CardTitle>
            {mayTell && showing.some(wantsTelling) && <TellStations id={id} tell={tellStationsAction} />}
          </CardHeader>
          <CardContent>
            <StationScreens stations={showing} obstacles={now.terms ? stationObstacles(now.terms) : []} />
          </CardContent>
        </Card>
      )}
      <Card>
        <CardHeader>
          <CardTitle>{t('versions.title')}</CardTitle>
        </CardHeader>
        <TariffVersions
          id={id}
          versions={tariff.versions}
          inEffect={tariff.inEffect}
          now={new Date()}
          rollBack={mayWrite && !tariff.archived ? rollBackTariffAction : null}
        />
      </Card>
    </Page>
  )
}

function placesOf(
  use: TariffUse,
  connectorLabel: (connector: TariffUse['connectors'][number]) => string,
): readonly PlaceShown[] {
  const station = (identity: string) => `/stations/${encodeURIComponent(identity)}`
  return [
    ...use.sites.map(({ id, name }) => ({
      group: 'sites' as const,
      label: name,
      href: `/sites/${id}`,
      place: { kind: 'site' as const, siteId: String(id) },
    })),
    ...use.stations.map(({ identity, name }) => ({
      group: 'stations' as const,
      label: name ? `${identity} · ${name}` : identity,
      href: station(identity),
      place: { kind: 'station' as const, station: identity },
    })),
    ...use.connectors.map((connector) => ({
      group: 'connectors' as const,
      label: connectorLabel(connector),
      href: station(connector.station),
      place: { kind: 'connector' as const, ...connector },
    })),
  ]
}
