import { describeRestrictions } from '@/lib/tariffs/describe-restrictions'
import { describeTariff } from '@/lib/tariffs/describe-tariff'
import type { DraftPart, DraftPrices, TariffDraft } from '@/lib/tariffs/draft/draft'
import { writeDraft } from '@/lib/tariffs/draft/write-draft'

/** What some prices of a draft are, without VAT's words; empty while they cannot be read. */
export function pricesInWords(draft: TariffDraft, prices: DraftPrices, locale: string): string {
  const alone = { ...draft, base: prices, levels: [], specials: [], unused: [], vatPercent: '0' }
  const { terms } = writeDraft({ ...alone, min: NO_LIMIT, max: NO_LIMIT })
  if (terms === null) return ''
  const sentence = describeTariff(terms, locale)
  return sentence.replace(/; [^;]*$/, '')
}
const NO_LIMIT = { exclVat: '', inclVat: '' }

/** When a part applies; empty while that cannot be read. */
export function conditionsInWords(draft: TariffDraft, part: DraftPart, locale: string): string {
  const flat = {
    price: '1',
    vatPercent: '',
    stepSize: '',
    per: 'minute',
    grace: '',
    maxAmount: '',
    spot: null,
  } as const
  const prices = { energy: null, flat, time: null, idle: null }
  const alone = { ...draft, base: prices, levels: [], unused: [], specials: [{ ...part, prices }], vatPercent: '0' }
  const { terms } = writeDraft({ ...alone, min: NO_LIMIT, max: NO_LIMIT })
  return describeRestrictions(terms?.elements[0]?.restrictions, locale === 'sv' ? 'sv' : 'en')
}
