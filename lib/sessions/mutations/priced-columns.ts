import { Prisma } from '../../db/generated/client'
import { asDate } from '../../invoices/due-date'
import { type Draw, drawnBy } from '../../plans/session-plan'
import { isPriced, type Price, type Unpriced } from '../../tariffs/price-session'

/** A price, or why there is none, and what a plan gave it, as its row has it. */
export const pricedColumns = (price: Price | Unpriced, draw: Draw | null) => ({
  ...sumColumns(price),
  agreement: draw === null ? Prisma.DbNull : (draw.agreement as Prisma.InputJsonObject),
  subscriptionId: draw?.subscriptionId ?? null,
  planMonth: draw && asDate(draw.month),
  includedWh: draw && drawnBy(price, draw.agreement).wh,
})

const sumColumns = (price: Price | Unpriced) =>
  isPriced(price)
    ? {
        currency: price.currency,
        totalExclVat: price.totalExclVat,
        vat: price.vat,
        total: price.total,
        unpricedReason: null,
        lines: price.lines as unknown as Prisma.InputJsonArray,
      }
    : { currency: null, totalExclVat: null, vat: null, total: null, unpricedReason: price.unpriced, lines: [] }
