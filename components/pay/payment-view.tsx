'use client'

import { Ban, CheckCircle2, Clock, CreditCard, Plug, Zap } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { DateTime, Elapsed, Energy, Money, Power } from '@/components/ui/format'
import { formatMoney } from '@/components/ui/format-values'
import { Decimal } from '@/lib/kernel/money'
import type { DriverPayment } from '@/lib/payments/queries/get-driver-payment'
import { PayProblem } from './pay-problem'
import { type Stage, stageOf } from './stage-of'
import { SwishQr } from './swish-qr'

interface Result {
  readonly problem: string | null
}
interface PaymentViewProps {
  payment: DriverPayment
  actions: {
    answer: (input: { key: string; isApproved: boolean }) => Promise<Result>
    giveUp: (input: { key: string }) => Promise<Result>
    stop: (input: { key: string }) => Promise<Result>
    payDebt: (input: { key: string }) => Promise<Result & { readonly key?: string }>
  }
}

/** How often the page looks again while something is going on. */
const LIVE_MS = 3_000

const ICON: Readonly<Record<Stage, ReactNode>> = {
  paying: <CreditCard aria-hidden />,
  declined: <Ban aria-hidden />,
  starting: <Plug aria-hidden />,
  charging: <Zap aria-hidden />,
  settling: <Clock aria-hidden />,
  paid: <CheckCircle2 aria-hidden />,
  released: <CheckCircle2 aria-hidden />,
  refused: <Ban aria-hidden />,
  debtor: <Ban aria-hidden />,
  held: <Clock aria-hidden />,
  unpaid: <Ban aria-hidden />,
}
const MOVING: ReadonlySet<Stage> = new Set(['paying', 'starting', 'charging', 'settling'])

/** One payment from the price to the receipt; renewed by itself while it moves. */
export function PaymentView({ payment, actions }: PaymentViewProps) {
  const t = useTranslations('pay')
  const locale = useLocale()
  const router = useRouter()
  const stage = stageOf(payment)
  const { pending, problem, run } = useClicks(MOVING.has(stage))
  const { key, station, session, currency, timeZone } = payment
  const amounts = {
    cap: formatMoney(payment.cap, currency, locale),
    rest: formatMoney(new Decimal(payment.captured).minus(payment.refunded), currency, locale),
    refunded: formatMoney(payment.refunded, currency, locale),
  }
  const again = `/s/${encodeURIComponent(station.identity)}`
  return (
    <>
      <header>
        <p className="text-muted-foreground">{payment.place}</p>
        <h1 className="font-semibold text-2xl tracking-tight">{station.name}</h1>
        <p className="text-muted-foreground text-sm">
          {t('outlet', { evse: payment.evse })}
          {payment.terms && ` · ${payment.terms}`}
        </p>
      </header>
      <Card data-testid="payment-stage" data-stage={stage}>
        <CardContent className="grid gap-3 p-4">
          <div role="status" className="flex items-start gap-3 [&>svg]:mt-1 [&>svg]:size-6 [&>svg]:shrink-0">
            {ICON[stage]}
            <div className="grid gap-1">
              <h2 className="font-semibold text-lg">{t(`stage.${stage}.title`)}</h2>
              <p className="text-muted-foreground">
                {stage === 'paying' && payment.kind === 'sandbox'
                  ? t('stage.paying.sandbox', amounts)
                  : t(`stage.${stage}.text`, amounts)}
              </p>
              {stage === 'starting' && payment.plugBy && (
                <p className="font-medium">
                  {t('plugBy')} <DateTime at={payment.plugBy} format="time" timeZone={timeZone} />
                </p>
              )}
            </div>
          </div>
          {session && (
            <dl className="grid grid-cols-2 gap-x-4 gap-y-3 border-t pt-3">
              <Figure name={t('energy')}>
                <Energy wh={session.energyWh} />
              </Figure>
              <Figure name={session.endedAt ? t('sum') : t('sumSoFar')}>
                <span data-testid="payment-sum">
                  <Money amount={session.price?.total} currency={session.price?.currency} />
                </span>
              </Figure>
              <Figure name={t('time')}>
                <Elapsed from={session.startedAt} to={session.endedAt} />
              </Figure>
              {!session.endedAt && (
                <Figure name={t('power')}>
                  <Power w={session.powerW} />
                </Figure>
              )}
            </dl>
          )}
        </CardContent>
      </Card>
      <PayProblem problem={problem} />
      {stage === 'paying' && payment.swishCode && (
        <div className="hidden md:block">
          <SwishQr code={payment.swishCode} />
        </div>
      )}
      {stage === 'paying' && payment.kind !== 'sandbox' && payment.payUrl && (
        <Button
          asChild
          className={cn(
            'h-14 w-full text-base',
            // Beside the code it is for those who have Swish on this very device.
            payment.swishCode && 'md:h-11 md:border md:bg-transparent md:text-foreground md:hover:bg-muted',
          )}
        >
          <a href={payment.payUrl}>{t(`toProvider.${payment.kind === 'swish' ? 'swish' : 'stripe'}`)}</a>
        </Button>
      )}
      {stage === 'paying' && payment.swishCode && (
        <details className="md:hidden">
          <summary className="min-h-11 cursor-pointer py-2.5 text-muted-foreground">{t('swishQr.elsewhere')}</summary>
          <SwishQr code={payment.swishCode} />
        </details>
      )}
      {stage === 'paying' && payment.kind === 'sandbox' && payment.payUrl && (
        <div className="grid gap-2">
          <Button
            className="h-14 w-full text-base"
            pending={pending}
            onClick={() => run(() => actions.answer({ key, isApproved: true }))}
          >
            {t('sandbox.approve', amounts)}
          </Button>
          <Button
            variant="outline"
            className="h-12 w-full text-base"
            pending={pending}
            onClick={() => run(() => actions.answer({ key, isApproved: false }))}
          >
            {t('sandbox.decline')}
          </Button>
        </div>
      )}
      {(stage === 'paying' || stage === 'starting') && (
        <Button
          variant="ghost"
          className="h-12 w-full text-base"
          pending={pending}
          onClick={() => run(() => actions.giveUp({ key }))}
        >
          {t('giveUp')}
        </Button>
      )}
      {stage === 'charging' && (
        <Button
          variant="outline"
          className="h-14 w-full text-base"
          pending={pending}
          onClick={() => run(() => actions.stop({ key }))}
        >
          {t('stop')}
        </Button>
      )}
      {stage === 'debtor' && (
        <Button
          className="h-14 w-full text-base"
          pending={pending}
          onClick={() =>
            run(async () => {
              const result = await actions.payDebt({ key })
              if (result.key !== undefined) router.push(`/s/pay/${result.key}`)
              return result
            })
          }
        >
          {t('payDebt')}
        </Button>
      )}
      {stage === 'paid' && !payment.isForDebt && (
        <Button asChild className="h-14 w-full text-base">
          <Link href={`/s/pay/${key}/receipt`}>{t('toReceipt')}</Link>
        </Button>
      )}
      {(stage === 'declined' ||
        stage === 'released' ||
        stage === 'refused' ||
        (stage === 'paid' && payment.isForDebt)) && (
        <Button asChild className="h-14 w-full text-base">
          <Link href={again}>{t('again')}</Link>
        </Button>
      )}
      <p className="text-muted-foreground text-xs">{t('number', { number: payment.number })}</p>
    </>
  )
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted-foreground text-sm">{name}</dt>
      <dd className="font-semibold text-2xl tabular-nums">{children}</dd>
    </div>
  )
}

/** One click at a time, and the page read anew while something moves. */
function useClicks(isMoving: boolean) {
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    if (!isMoving) return
    const look = () => {
      if (document.visibilityState === 'visible') router.refresh()
    }
    const timer = setInterval(look, LIVE_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [isMoving, router])
  const run = async (click: () => Promise<Result>) => {
    setPending(true)
    const result = await click().catch(() => ({ problem: 'failed' }))
    setProblem(result.problem)
    setPending(false)
    router.refresh()
  }
  return { pending, problem, run }
}
