'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime, Money } from '@/components/ui/format'
import { PaymentStateBadge } from './payment-state'
import { PaymentStory, type StoryEvent } from './payment-story'
import type { ShownPayment } from './payments-table'
import { LetGoForm, RefundForm } from './steer-forms'

export interface ShownDetail extends ShownPayment {
  readonly customer: { readonly id: string; readonly name: string } | null
  readonly settlesId: string | null
  readonly cap: string
  readonly declineCode: string | null
  readonly refundable: string
  readonly sessionPrice: string | null
  readonly tariff: { readonly id: string; readonly name: string; readonly number: number }
  readonly events: readonly StoryEvent[]
  readonly refunds: readonly { id: string; amount: string; stage: string; reason: string; createdAt: string }[]
  readonly calls: readonly {
    id: string
    kind: string
    state: string
    attempts: number
    lastError: string | null
    nextAt: string
  }[]
}

interface PaymentDetailViewProps {
  payment: ShownDetail
  mayWrite: boolean
  actions: {
    refund: Action<{ id: string; amount: string; reason: string }>
    retry: Action<{ id: string }>
    letGo: Action<{ id: string; reason: string }>
    acceptPrice: Action<{ id: string }>
  }
}

/** A payment's sums, its refunds, what the provider is being asked, and its story. */
export function PaymentDetailView({ payment, mayWrite, actions }: PaymentDetailViewProps) {
  const t = useTranslations('payments')
  const { currency, timeZone } = payment
  const openCalls = payment.calls.filter(({ state, lastError }) => state !== 'done' || lastError !== null)
  return (
    <div className="grid gap-4 lg:grid-cols-[2fr_3fr]">
      <div className="grid content-start gap-4">
        <Card>
          <CardHeader>
            <CardTitle className="flex flex-wrap items-center gap-2">
              {t('detail.now')}
              <PaymentStateBadge state={payment.state} />
            </CardTitle>
          </CardHeader>
          <CardContent className="grid gap-4">
            {payment.heldReason && <p>{t(`heldText.${payment.heldReason}`)}</p>}
            <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
              <Fact name={t('column.at')}>
                <DateTime at={payment.createdAt} format="date-time-seconds" timeZone={timeZone} />
              </Fact>
              <Fact name={t('column.kind')}>{t(`kind.${payment.kind}`)}</Fact>
              <Fact name={t('detail.place')}>
                <Link
                  href={`/stations/${encodeURIComponent(payment.station.identity)}`}
                  className="underline underline-offset-4"
                >
                  {payment.station.name}
                </Link>{' '}
                {t('outlet', { evse: payment.evse })}
                {payment.siteName && `, ${payment.siteName}`}
              </Fact>
              <Fact name={t('detail.tariff')}>
                <Link
                  href={`/tariffs/${payment.tariff.id}#version-${payment.tariff.number}`}
                  className="underline underline-offset-4"
                >
                  {t('detail.tariffVersion', { name: payment.tariff.name, number: payment.tariff.number })}
                </Link>
              </Fact>
              {payment.customer && (
                <Fact name={t('detail.customer')}>
                  <Link href={`/customers/${payment.customer.id}`} className="underline underline-offset-4">
                    {payment.customer.name}
                  </Link>
                </Fact>
              )}
              {payment.settlesId && (
                <Fact name={t('detail.settles')}>
                  <Link href={`/payments/${payment.settlesId}`} className="underline underline-offset-4">
                    {t('one', { id: payment.settlesId })}
                  </Link>
                </Fact>
              )}
              {payment.sessionId && (
                <Fact name={t('column.session')}>
                  <Link href={`/sessions/${payment.sessionId}`} className="underline underline-offset-4">
                    {payment.sessionId}
                  </Link>
                </Fact>
              )}
              <Fact name={t('detail.providerRef')}>
                <span className="break-all font-mono text-xs">{payment.providerRef ?? '–'}</span>
              </Fact>
              {payment.declineCode && <Fact name={t('detail.declineCode')}>{payment.declineCode}</Fact>}
            </dl>
            <dl className="grid grid-cols-[1fr_auto] gap-y-1 border-t pt-3 tabular-nums">
              <Sum name={t('detail.cap')} amount={payment.cap} currency={currency} />
              <Sum name={t('detail.authorised')} amount={payment.authorised} currency={currency} />
              <Sum name={t('column.price')} amount={payment.price} currency={currency} />
              <Sum name={t('column.captured')} amount={payment.captured} currency={currency} />
              <Sum name={t('column.refunded')} amount={payment.refunded} currency={currency} />
            </dl>
            {mayWrite && <Acts payment={payment} actions={actions} />}
          </CardContent>
        </Card>
        {payment.refunds.length > 0 && (
          <Card>
            <CardHeader>
              <CardTitle>{t('detail.refunds')}</CardTitle>
            </CardHeader>
            <CardContent>
              <ul className="grid gap-2">
                {payment.refunds.map(({ id, amount, stage, reason, createdAt }) => (
                  <li key={id} className="flex flex-wrap justify-between gap-x-4">
                    <span>
                      <DateTime at={createdAt} timeZone={timeZone} />{' '}
                      <span className="text-muted-foreground">
                        {t(`refundStage.${stage as 'asked'}`)}
                        {reason && ` · ${reason}`}
                      </span>
                    </span>
                    <Money amount={amount} currency={currency} />
                  </li>
                ))}
              </ul>
            </CardContent>
          </Card>
        )}
        {openCalls.length > 0 && (
          <Card>
            <CardHeader>
              <CardTitle>{t('detail.calls')}</CardTitle>
            </CardHeader>
            <CardContent>
              <ul className="grid gap-2">
                {openCalls.map(({ id, kind, state, attempts, lastError, nextAt }) => (
                  <li key={id}>
                    {t(`call.${kind as 'capture'}`)}{' '}
                    <span className="text-muted-foreground">
                      {t(`callState.${state as 'waiting'}`, { attempts })}
                      {lastError && ` · ${lastError}`}
                    </span>
                    {state === 'waiting' && attempts > 0 && (
                      <span className="text-muted-foreground">
                        {' · '}
                        {t('detail.nextAt')} <DateTime at={nextAt} format="time" timeZone={timeZone} />
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </CardContent>
          </Card>
        )}
      </div>
      <PaymentStory events={payment.events} currency={currency} timeZone={timeZone} />
    </div>
  )
}

function Acts({ payment, actions }: Pick<PaymentDetailViewProps, 'payment' | 'actions'>) {
  const t = useTranslations('payments.act')
  const { act, pending } = useAct()
  const { id, state, isStuck, refundable, sessionPrice } = payment
  const mayRefund = Number(refundable) > 0 && ['paid', 'unpaid', 'held'].includes(state)
  const mayRetry = isStuck || state === 'unpaid' || payment.heldReason === 'refund-failed'
  const mayAccept = state === 'held' && sessionPrice !== null
  const mayLetGo = state === 'held' || state === 'unpaid'
  return (
    <div className="flex flex-wrap gap-2">
      {mayAccept && (
        <Button pending={pending} onClick={() => act(actions.acceptPrice, { id }, t('accepted'))}>
          {t('accept')} <Money amount={sessionPrice} currency={payment.currency} />
        </Button>
      )}
      {mayRetry && (
        <Button variant="outline" pending={pending} onClick={() => act(actions.retry, { id }, t('retried'))}>
          {t('retry')}
        </Button>
      )}
      {mayRefund && <RefundForm id={id} refundable={refundable} action={actions.refund} />}
      {mayLetGo && <LetGoForm id={id} action={actions.letGo} />}
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

function Sum({ name, amount, currency }: { name: string; amount: string | null; currency: string }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="text-right">
        <Money amount={amount} currency={currency} />
      </dd>
    </>
  )
}
