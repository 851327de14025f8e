import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { StatusBadge, StatusDot } from '@/components/stations/status-badge'
import { Ago } from '@/components/ui/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { SiteStation } from '@/lib/sites/queries'
import { CONNECTOR_STATUSES, type ConnectorStatus } from '@/lib/stations/status'

const known = (status: string): ConnectorStatus => CONNECTOR_STATUSES.find((one) => one === status) ?? 'unknown'

/** A site's stations, one row each. */
export function SiteStations({ stations, timeZone }: { stations: readonly SiteStation[]; timeZone: string }) {
  const t = useTranslations('sites.stations')
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t('station')}</TableHead>
          <TableHead>{t('connectors')}</TableHead>
          <TableHead>{t('model')}</TableHead>
          <TableHead>{t('lastSeen')}</TableHead>
          <TableHead>{t('tariff')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {stations.map((station) => (
          <TableRow key={station.identity}>
            <TableCell className="whitespace-nowrap">
              <Link
                href={`/stations/${encodeURIComponent(station.identity)}`}
                className="font-medium underline-offset-4 hover:underline"
              >
                {station.name || station.identity}
              </Link>
              {station.name && <span className="ml-2 text-muted-foreground text-xs">{station.identity}</span>}
            </TableCell>
            <TableCell>
              {station.online ? (
                <span className="flex gap-1.5">
                  {station.connectors.map((connector) => (
                    <StatusDot key={`${connector.evse}:${connector.connector}`} status={known(connector.status)} />
                  ))}
                </span>
              ) : (
                <StatusBadge status="offline" />
              )}
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted-foreground">{modelOf(station)}</TableCell>
            <TableCell>
              <Ago at={station.lastSeenAt} timeZone={timeZone} />
            </TableCell>
            <TableCell>
              {station.tariff ? (
                <Link href={`/tariffs/${station.tariff.id}`} className="underline-offset-4 hover:underline">
                  {station.tariff.name}
                </Link>
              ) : (
                <span className="text-muted-foreground">{t('siteTariff')}</span>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** Many models carry their vendor's name already. */
function modelOf({ vendor, model }: SiteStation): string {
  if (model === null) return vendor ?? ''
  return vendor === null || model.toLowerCase().startsWith(vendor.toLowerCase()) ? model : `${vendor} ${model}`
}
