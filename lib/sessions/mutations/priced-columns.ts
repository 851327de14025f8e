import type { Prisma } from '../../db/client'
import { isPriced, type Price, type Unpriced } from '../../tariffs/price-session'

/** A price, or why there is none, as its row has it. */
export const pricedColumns = (price: Price | Unpriced) =>
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
