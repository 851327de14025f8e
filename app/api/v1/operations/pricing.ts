import { QUOTE_EXAMPLE, quoteOcpi, quoteRequestSchema } from '@/lib/tariffs/ocpi/quote-request'
import { type Both, QUOTE_SUBJECTS, type Quote } from '@/lib/tariffs/quote-usage'
import { operation } from '../operation'
import { quoteSchema } from '../schemas/pricing'

type Rounding = 'exact' | 'rounded'

function shown({ currency, lines, totals, total }: Quote) {
  const sums = (rounding: Rounding, vat: keyof Both) =>
    Object.fromEntries(QUOTE_SUBJECTS.map((subject) => [subject, totals[subject][rounding][vat]])) as Record<
      (typeof QUOTE_SUBJECTS)[number],
      string
    >
  return {
    currency,
    lines: lines.map(({ exact, rounded, part, spot: _, ...line }) => ({
      ...line,
      ...exact,
      exclVatRounded: rounded.exclVat,
      inclVatRounded: rounded.inclVat,
      element: part?.element ?? null,
      component: part?.component ?? null,
    })),
    totals: sums('exact', 'exclVat'),
    totalsInclVat: sums('exact', 'inclVat'),
    totalsRounded: sums('rounded', 'exclVat'),
    totalsInclVatRounded: sums('rounded', 'inclVat'),
    totalExclVat: total.exact.exclVat,
    totalInclVat: total.exact.inclVat,
    totalExclVatRounded: total.rounded.exclVat,
    totalInclVatRounded: total.rounded.inclVat,
  }
}

export const pricingOperations = [
  operation({
    id: 'quotePrice',
    method: 'POST',
    path: '/pricing/quote',
    tag: 'Tariffs',
    summary: 'What a session costs by any OCPI tariff',
    description:
      'Takes a Tariff of OCPI 2.2.1 or 2.3.0 (with `tax_included`) and a session as charging periods of a CDR, or as readings of a meter. ' +
      'Nothing is stored. Every amount is there unrounded and rounded; each line is rounded once, half away from zero, and rounded sums ' +
      'are sums of rounded lines. Restrictions look at the clocks of `timeZone`; one that falls within a period cuts it, its energy ' +
      'spread evenly. A restriction on current or power that the periods say nothing of does not hold. What is wrong with a tariff ' +
      'or a period is told by its path. With `agreement`, what a customer has besides the tariff (a discount, a plan’s price, kWh that are left, caps) is applied as it is to sessions.',
    act: 'tariffs.read',
    body: quoteRequestSchema.meta({ example: QUOTE_EXAMPLE }),
    status: 200,
    response: quoteSchema,
    handler: async (_actor, { body }) => shown(quoteOcpi(body)),
  }),
]
