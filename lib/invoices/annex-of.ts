import { Decimal } from '../kernel/money'
import { describeAgreement } from '../tariffs/describe-agreement'
import { describeTariff } from '../tariffs/describe-tariff'
import type { SessionFacts } from './billable-session'
import { localDate } from './due-date'
import type { ExplainedSession } from './explained-session'
import type { SessionAnnex } from './formats/pdf/annex-pdf'
import { annexWords } from './formats/pdf/annex-words'
import type { InvoiceSeller } from './invoice-document'
import { BOOKS_ZONE } from './invoice-run'

interface AnnexHead {
  readonly language: 'sv' | 'en'
  readonly seller: InvoiceSeller
  readonly invoice: SessionAnnex['invoice']
  /** A person, or null: a run of the worker's. */
  readonly issuedBy: string | null
  readonly runId: bigint | null
  readonly now: Date
}

/** An explained session as its annex tells it, in the invoice's language. @param facts as they were when it was invoiced */
export function annexOf(session: ExplainedSession, facts: SessionFacts, head: AnnexHead): SessionAnnex {
  const { language, now } = head
  const today = localDate(now, BOOKS_ZONE)
  const { tariff, recalculated } = session
  const words = annexWords(language)
  return {
    language,
    seller: head.seller,
    issueDate: today,
    invoice: head.invoice,
    session: {
      id: session.id,
      station: facts.station,
      site: facts.site,
      startedAt: session.startedAt,
      endedAt: session.endedAt,
      timeZone: session.timeZone,
      energyKwh: facts.energyKwh,
      meterStartKwh: kwh(session.meterStartWh),
      meterStopKwh: kwh(session.meterStopWh),
      token: session.token,
      vehicle: facts.vehicle,
      driver: facts.driver,
    },
    tariff: {
      name: tariff?.name ?? '–',
      version: tariff?.version ?? 0,
      validFrom: tariff === null ? '–' : localDate(new Date(tariff.validFrom), BOOKS_ZONE),
      pricesIncludeVat: tariff?.terms.pricesIncludeVat ?? true,
      summary: tariff === null ? [] : [describeTariff(tariff.terms, language)],
    },
    agreement: session.agreement === null ? [] : describeAgreement(session.agreement, session.price.currency, language),
    price: session.price,
    cuts: session.cuts.map(({ at, energyWh, before, after }) => ({
      at,
      energyKwh: kwh(energyWh) ?? '0',
      readings: [before.at, after.at],
    })),
    readings: session.readings.map(({ at, registerWh, energyWh, context }) => ({
      at,
      registerKwh: kwh(registerWh),
      sinceStartKwh: kwh(energyWh),
      source: context,
    })),
    correctedKwh: kwh(session.correctedWh),
    kept: session.kept && { on: localDate(session.kept.at, BOOKS_ZONE), digest: session.kept.digest },
    issuedBy: head.issuedBy ?? (head.runId === null ? words.worker : `${words.run} ${head.runId}`),
    recalculated: recalculated.total === null ? null : { on: today, total: recalculated.total },
  }
}

const kwh = (wh: string | null) => (wh === null ? null : new Decimal(wh).dividedBy(1000).toFixed())
