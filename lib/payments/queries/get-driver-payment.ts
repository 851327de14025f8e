import { db } from '../../db/client'
import { Decimal, moneyString } from '../../kernel/money'
import { runningPrices } from '../../sessions/queries/running-prices'
import { type SessionPrice, storedPrice } from '../../sessions/session-price'
import { describeTariff } from '../../tariffs/describe-tariff'
import { versionColumns } from '../../tariffs/queries/tariff-version'
import { readTariff } from '../../tariffs/tariff'
import { type PaymentState, refundedOf } from '../payment-machine'
import { factColumns, factsOf } from '../payment-row'
import type { ProviderKind } from '../provider'
import { swishCode } from '../swish-code'

/** A payment as the driver who has its key sees it. No token, no person. Instants are ISO 8601, amounts decimal strings. */
export interface DriverPayment {
  readonly key: string
  readonly number: string
  readonly state: PaymentState
  readonly kind: ProviderKind
  readonly means: 'reserve' | 'prepay'
  readonly station: { readonly identity: string; readonly name: string }
  readonly place: string
  readonly timeZone: string
  readonly evse: number
  readonly connectorType: string | null
  readonly currency: string
  /** Reserved, or paid in advance. */
  readonly cap: string
  readonly captured: string
  readonly refunded: string
  /** The price in plain words. */
  readonly terms: string | null
  readonly payUrl: string | null
  readonly isDeclined: boolean
  /** What the Swish app on another device reads; null: nothing to be paid there. */
  readonly swishCode: string | null
  /** It was not begun because an older charge of the same payer is unpaid. */
  readonly isDebtor: boolean
  /** It pays an older charge and starts nothing. */
  readonly isForDebt: boolean
  /** The station was not there, or said no. */
  readonly isRefusedByStation: boolean
  readonly plugBy: string | null
  readonly createdAt: string
  readonly settledAt: string | null
  readonly session: {
    readonly startedAt: string
    readonly endedAt: string | null
    readonly energyWh: number
    readonly powerW: number | null
    readonly chargingState: string
    readonly price: SessionPrice | null
  } | null
}

/** Opened by the key alone, which cannot be guessed. null: there is none of it. */
export async function getDriverPayment(key: string, language: 'sv' | 'en', now: Date): Promise<DriverPayment | null> {
  if (!/^[\w-]{43}$/.test(key)) return null
  const read = await db().payment.findUnique({
    where: { key },
    select: {
      ...factColumns,
      id: true,
      currency: true,
      cap: true,
      evseNumber: true,
      connectorNumber: true,
      payUrl: true,
      declineCode: true,
      plugBy: true,
      createdAt: true,
      settledAt: true,
      provider: { select: { kind: true } },
      site: { select: { name: true, address: true, postalCode: true, city: true, timeZone: true } },
      station: {
        select: {
          identity: true,
          name: true,
          connectors: { select: { number: true, type: true, evse: { select: { number: true } } } },
        },
      },
      tariffVersion: { select: versionColumns },
      settlesId: true,
      events: { where: { kind: 'start-refused' }, select: { detail: true } },
      session: {
        select: {
          id: true,
          status: true,
          startedAt: true,
          endedAt: true,
          energyWh: true,
          powerW: true,
          chargingState: true,
          tariffVersionId: true,
          subscriptionId: true,
          priced: { select: { currency: true, total: true, vat: true, unpricedReason: true, lines: true } },
        },
      },
    },
  })
  if (read === null) return null
  const facts = factsOf(read)
  const { session, site, station } = read
  const money = (amount: { toString(): string }) => moneyString(String(amount), read.currency)
  const running = session ? await runningPrices([session], now) : null
  const terms = readTariff(read.tariffVersion)
  return {
    key,
    number: String(read.id),
    state: facts.state,
    kind: read.provider.kind as ProviderKind,
    means: facts.means,
    station: { identity: station.identity, name: station.name || station.identity },
    place: [site?.name, site?.address, [site?.postalCode, site?.city].filter(Boolean).join(' ')]
      .filter(Boolean)
      .join(', '),
    timeZone: site?.timeZone ?? 'Europe/Stockholm',
    evse: read.evseNumber,
    connectorType:
      station.connectors.find(({ number, evse }) => evse.number === read.evseNumber && number === read.connectorNumber)
        ?.type ?? null,
    currency: read.currency,
    cap: money(read.cap),
    captured: money(facts.captured),
    refunded: money(refundedOf(facts)),
    terms: terms && describeTariff(terms, language),
    payUrl: read.payUrl,
    isDeclined: facts.authorised.isZero() && (facts.state === 'declined' || read.declineCode !== null),
    swishCode: facts.state === 'created' ? swishCode(read.payUrl) : null,
    isDebtor: read.events.some(({ detail }) => isAboutDebt(detail)),
    isForDebt: read.settlesId !== null,
    isRefusedByStation: read.events.some(({ detail }) => !isAboutDebt(detail)),
    plugBy: read.plugBy?.toISOString() ?? null,
    createdAt: read.createdAt.toISOString(),
    settledAt: read.settledAt?.toISOString() ?? null,
    session: session && {
      startedAt: session.startedAt.toISOString(),
      endedAt: session.endedAt?.toISOString() ?? null,
      energyWh: new Decimal(String(session.energyWh)).toNumber(),
      powerW: session.powerW === null ? null : Number(session.powerW),
      chargingState: session.chargingState,
      price: storedPrice(session.priced) ?? running?.get(session.id) ?? null,
    },
  }
}

const isAboutDebt = (detail: unknown): boolean => (detail as { reason?: unknown } | null)?.reason === 'debtor'
