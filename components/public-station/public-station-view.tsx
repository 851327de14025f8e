'use client'

import { AlertTriangle, Clock, Wrench } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { StatusBadge } from '@/components/stations/status-badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime, Power } from '@/components/ui/format'
import type { PublicFault, PublicStation } from '@/lib/public-station/queries/get-public-station'
import { SubscribeForm, type SubscribeProps } from './subscribe-form'

interface PublicStationViewProps extends Omit<SubscribeProps, 'station'> {
  station: PublicStation
  /** Drivers can pay here, on the web. */
  canPay: boolean
}

const REFRESHED_EVERY_MS = 30_000
/** Somebody may begin there; a cable that is in already is fine. */
const MAY_PAY: ReadonlySet<string> = new Set(['available', 'preparing', 'occupied', 'finishing'])

/** A station for whoever stands before it. Renewed by itself while it is looked at. */
export function PublicStationView({ station, canPay, ...subscribe }: PublicStationViewProps) {
  const t = useTranslations('publicStation')
  const pay = useTranslations('pay')
  const types = useTranslations('stations.type')
  useRefresh()
  // A per cent sign does not stand alone on a line of a phone.
  const priceWords = (price: string | null) => price?.replaceAll(/(\d) (%|kr)/g, '$1\u00a0$2') ?? t('noPrice')
  const prices = [...new Set(station.outlets.map(({ price }) => price))]
  return (
    <>
      <header>
        <p className="text-muted-foreground">{[station.siteName, station.address].filter(Boolean).join(' · ')}</p>
        <h1 className="font-semibold text-2xl tracking-tight">{station.name}</h1>
        <p className="font-mono text-muted-foreground text-xs">{station.identity}</p>
      </header>
      {station.maintenance && (
        <Notice icon={<Wrench aria-hidden />} title={t('maintenance')}>
          {station.maintenance.until && (
            <p>
              {t('until')} <DateTime at={station.maintenance.until} timeZone={station.timeZone} />
            </p>
          )}
        </Notice>
      )}
      {station.faults.map((fault) => (
        <FaultNotice key={`${fault.evse} ${fault.words}`} fault={fault} timeZone={station.timeZone} />
      ))}
      <Card>
        <CardHeader>
          <CardTitle>{t('outlets')}</CardTitle>
        </CardHeader>
        {station.outlets.length === 0 ? (
          <CardContent className="text-muted-foreground">{t('noOutlets')}</CardContent>
        ) : (
          <ul className="divide-y border-t">
            {station.outlets.map(({ evse, connector, type, maxPowerW, status, price, isPaidFirst }) => (
              <li
                key={`${evse} ${connector}`}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3"
              >
                <span>
                  <span className="font-medium">{t('outlet', { evse })}</span>{' '}
                  <span className="text-muted-foreground">
                    {type && (types.has(type) ? types(type) : type)}
                    {maxPowerW !== null && (
                      <>
                        {' · '}
                        <Power w={maxPowerW} digits={0} />
                      </>
                    )}
                  </span>
                  {prices.length > 1 && <span className="block text-muted-foreground">{priceWords(price)}</span>}
                </span>
                <StatusBadge status={station.isInTouch ? status : 'offline'} />
                {canPay && station.isInTouch && price !== null && MAY_PAY.has(status) && (
                  <Button asChild className="h-11 w-full text-base sm:w-auto">
                    <Link href={`/s/${encodeURIComponent(station.identity)}/pay/${evse}-${connector}`}>
                      {pay(isPaidFirst ? 'payFirst' : 'pay')}
                    </Link>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {station.outlets.some(({ isPaidFirst }) => isPaidFirst) && <p>{pay('payFirstHelp')}</p>}
      {prices.length === 1 && (
        <p>
          <span className="text-muted-foreground">{t('price')}</span> {priceWords(prices[0] ?? null)}
        </p>
      )}
      {(subscribe.canEmail || subscribe.pushKey !== null) && (
        <SubscribeForm {...subscribe} station={station.identity} />
      )}
    </>
  )
}

function FaultNotice({ fault, timeZone }: { fault: PublicFault; timeZone: string }) {
  const t = useTranslations('publicStation')
  return (
    <Notice
      icon={<AlertTriangle aria-hidden />}
      title={fault.evse > 0 ? t('faultAt', { evse: fault.evse }) : t('fault')}
      isGrave={fault.isSafety}
    >
      <p>{fault.words}</p>
      <p className="text-muted-foreground">
        {t('since')} <DateTime at={fault.since} timeZone={timeZone} />
      </p>
      {fault.promise ? (
        <p className="flex items-start gap-1.5 font-medium">
          <Clock aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {t('works')} <DateTime at={fault.promise.at} timeZone={timeZone} />
            {fault.promise.note && <span className="block font-normal">{fault.promise.note}</span>}
          </span>
        </p>
      ) : (
        <p className="text-muted-foreground">{t('noPromise')}</p>
      )}
    </Notice>
  )
}

interface NoticeProps {
  icon: React.ReactNode
  title: string
  isGrave?: boolean
  children: React.ReactNode
}

function Notice({ icon, title, isGrave = false, children }: NoticeProps) {
  return (
    <Card className={isGrave ? 'border-status-faulted' : 'border-status-attention'}>
      <CardContent className="flex gap-3 p-4 [&>svg]:mt-0.5 [&>svg]:size-5 [&>svg]:shrink-0">
        {icon}
        <div className="grid gap-1">
          <h2 className="font-semibold">{title}</h2>
          {children}
        </div>
      </CardContent>
    </Card>
  )
}

/** Reads the page anew now and then, and when it is looked at again. */
function useRefresh() {
  const router = useRouter()
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === 'visible') router.refresh()
    }
    const timer = setInterval(refresh, REFRESHED_EVERY_MS)
    document.addEventListener('visibilitychange', refresh)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [router])
}
