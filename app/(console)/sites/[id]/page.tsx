import { Pencil } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { MaintenancePanel } from '@/components/maintenance/maintenance-panel'
import { shownWindow } from '@/components/maintenance/shown-window'
import { Page } from '@/components/shell/page'
import { SiteForm } from '@/components/sites/site-form'
import { SiteLoad } from '@/components/sites/site-load'
import { SiteStations } from '@/components/sites/site-stations'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { formatNumber } from '@/components/ui/format-values'
import { mayDo } from '@/lib/access/acts'
import { env } from '@/lib/env'
import { listMaintenance } from '@/lib/maintenance/queries/list-maintenance'
import { fusePowerW } from '@/lib/sites/fuse-load'
import { getSite, listRunningPower, listSiteStations, type Site } from '@/lib/sites/queries'
import type { SiteInput } from '@/lib/sites/site'
import { beginMaintenanceAction, endMaintenanceAction } from '../../maintenance-actions'
import { editSiteAction } from '../actions'
import { tariffChoices } from '../tariff-choices'
import { SiteEnergyTerms } from './energy-terms'
import { OpenSiteFaults, PastSiteFaults } from './site-faults'

export async function generateMetadata({ params }: { params: Params<'id'> }): Promise<Metadata> {
  const actor = await requireActor('sites.read')
  return { title: (await orNotFound(getSite(actor, idParam((await params).id)))).name }
}

export default async function SitePage({ params }: { params: Params<'id'> }) {
  const actor = await requireActor('sites.read')
  const id = idParam((await params).id)
  const [site, stations, running] = await orNotFound(
    Promise.all([getSite(actor, id), listSiteStations(actor, id), listRunningPower(actor, id)]),
  )
  const t = await getTranslations('sites')
  const tariffs = await tariffChoices(actor)
  const windows = mayDo(actor.role, 'faults.read')
    ? (await listMaintenance(actor)).filter((window) => window.site?.id === id)
    : []
  async function save(changed: SiteInput) {
    'use server'
    return editSiteAction({ id: String(id), site: changed })
  }
  return (
    <Page
      title={site.name}
      description={
        [site.address, [site.postalCode, site.city].filter(Boolean).join(' ')].filter(Boolean).join(', ') || undefined
      }
      actions={
        <>
          {mayDo(actor.role, 'sessions.read') && (
            <Button asChild variant="outline">
              <Link href={`/sessions?site=${id}`}>{t('facts.sessions')}</Link>
            </Button>
          )}
          {mayDo(actor.role, 'sites.write') && (
            <SiteForm
              trigger={
                <Button>
                  <Pencil aria-hidden />
                  {t('edit')}
                </Button>
              }
              title={t('editTitle', { name: site.name })}
              site={valuesOf(site)}
              tariffs={tariffs.choices}
              action={save}
              doneMessage="saved"
            />
          )}
        </>
      }
    >
      <MaintenancePanel
        windows={windows.map(shownWindow)}
        place={{ siteId: String(id) }}
        timeZone={site.timeZone}
        actions={
          mayDo(actor.role, 'faults.write') ? { begin: beginMaintenanceAction, end: endMaintenanceAction } : null
        }
      />
      <OpenSiteFaults actor={actor} site={site} stations={stations} />
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-4">
          <Card>
            <CardHeader>
              <CardTitle>{t('stations.title')}</CardTitle>
              <span className="text-muted-foreground text-xs">
                {t('facts.onlineOf', {
                  online: stations.filter((station) => station.online).length,
                  all: stations.length,
                })}
              </span>
            </CardHeader>
            {stations.length === 0 ? (
              <CardContent className="text-muted-foreground">
                {t('stations.empty')}{' '}
                <Link href="/stations" className="text-foreground underline underline-offset-4">
                  {t('stations.toStations')}
                </Link>
              </CardContent>
            ) : (
              <SiteStations stations={stations} timeZone={site.timeZone} />
            )}
          </Card>
          <PastSiteFaults actor={actor} site={site} />
        </div>
        <div className="grid gap-4">
          <SiteLoad siteId={String(id)} fuseA={site.fuseA} running={running} />
          <SiteFacts site={site} standardTariff={tariffs.standard} isTariffKnown={tariffs.isKnown} />
          <SiteEnergyTerms actor={actor} site={site} />
        </div>
      </div>
    </Page>
  )
}

interface SiteFactsProps {
  site: Site
  standardTariff: string | null
  isTariffKnown: boolean
}

async function SiteFacts({ site, standardTariff, isTariffKnown }: SiteFactsProps) {
  const t = await getTranslations('sites.facts')
  const locale = await getLocale()
  const degrees = (value: number) => formatNumber(value, locale, 4)
  const facts: [string, ReactNode][] = [
    [
      t('tariff'),
      site.tariff ? (
        <Link key="tariff" href={`/tariffs/${site.tariff.id}`} className="underline underline-offset-4">
          {site.tariff.name}
        </Link>
      ) : standardTariff === null && isTariffKnown ? (
        <span key="none" className="text-status-attention">
          {t('noTariffAtAll')}
        </span>
      ) : (
        t('noTariff')
      ),
    ],
    [
      t('fuse'),
      site.fuseA === null
        ? t('noFuse')
        : t('fuseValue', {
            ampere: formatNumber(site.fuseA, locale),
            kilowatt: formatNumber(fusePowerW(site.fuseA) / 1000, locale),
          }),
    ],
    [t('priceArea'), site.priceArea],
    ...(env().PUBLIC_STATION_PAGES
      ? [[t('publicPages'), t(site.hasPublicPages ? 'publicPagesOn' : 'publicPagesOff')] as [string, ReactNode]]
      : []),
    [t('timeZone'), site.timeZone],
    [
      t('coordinates'),
      site.latitude === null || site.longitude === null
        ? t('noCoordinates')
        : `${degrees(site.latitude)}  ${degrees(site.longitude)}`,
    ],
  ]
  return (
    <Card>
      <CardContent className="pt-2">
        <dl>
          {facts.map(([label, value]) => (
            <div key={label} className="grid gap-0.5 border-b py-2 last:border-0">
              <dt className="text-muted-foreground text-xs">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  )
}

const valuesOf = (site: Site): SiteInput => ({
  name: site.name,
  address: site.address,
  postalCode: site.postalCode,
  city: site.city,
  country: site.country,
  latitude: site.latitude,
  longitude: site.longitude,
  timeZone: site.timeZone,
  priceArea: site.priceArea as SiteInput['priceArea'],
  fuseA: site.fuseA,
  hasPublicPages: site.hasPublicPages,
  tariffId: site.tariff === null ? '' : String(site.tariff.id),
})
