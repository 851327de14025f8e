import { z } from 'zod'

/** Ids are opaque decimal strings outside the house, so that no JSON reader rounds them. */
export const idField = (what: string, example = '17') =>
  z
    .string()
    .regex(/^[1-9]\d{0,17}$/, 'is not an id')
    .meta({ description: `Id of the ${what}.`, example })

/** An id in a path or body, as the doors want it. */
export const idInput = (what: string, example = '17') => idField(what, example).transform((id) => BigInt(id))

export const stationIdField = z
  .string()
  .min(1)
  .max(48)
  .meta({ description: "The station's own OCPP identity (percent-encoded in paths).", example: 'SE-KISTA-01' })

/** An instant in an answer. */
export const instantField = (description: string) =>
  z.iso.datetime().meta({ description: `${description} ISO 8601, UTC.`, example: '2026-11-20T13:05:00.000Z' })

/** Before that PostgreSQL counts years otherwise. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z')

/** An instant somebody sends: any zone offset, or a bare date, which is midnight UTC. */
export const instantInput = (description: string) =>
  z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], 'is not an ISO 8601 time')
    .transform((text) => new Date(text))
    .refine((at) => at.getTime() >= EARLIEST, 'is not an ISO 8601 time')
    .meta({
      description: `${description} ISO 8601 with zone, or a date (midnight UTC).`,
      example: '2026-11-20T00:00:00Z',
    })

/** Money and exact quantities in answers. */
export const decimalField = (description: string, example = '3.90') =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .meta({ description: `${description} Decimal string.`, example })

/** An amount somebody sends: a decimal string, or a JSON number read as it was written. */
export const decimalInput = (description: string, example = '3.90') =>
  z
    .union([z.string().trim(), z.number().transform(String)], 'is not an amount')
    .pipe(z.string().regex(/^\d{1,7}(\.\d{1,6})?$/, 'is not an amount: write it as "3.90"'))
    .meta({ description: `${description} Decimal string.`, example })

export const energyField = (description: string) =>
  z.number().meta({ description: `${description} Wh.`, example: 12_345 })

export const evseIdField = z
  .int()
  .min(0)
  .max(10_000)
  .meta({ description: 'EVSE number on the station (OCPP 1.6: the connectorId).', example: 1 })
export const connectorIdField = z
  .int()
  .min(0)
  .max(10_000)
  .meta({ description: 'Connector number within the EVSE, from 1.', example: 1 })

/** A page of a list. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    data: z.array(item),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Send as `cursor` to get the next page; null on the last one.', example: null }),
  })

export const pageQuery = {
  cursor: z.string().max(500).optional().meta({ description: 'The `next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(500).default(100).meta({ description: 'Rows per page.', example: 100 }),
}

export const iso = (at: Date): string => at.toISOString()
export const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null

/** The JSON of a page: rows as the API shows them. */
export const pageOf = <Row, Shown>(
  page: { readonly rows: readonly Row[]; readonly next: string | null },
  show: (row: Row) => Shown,
) => ({
  data: page.rows.map(show),
  next: page.next,
})
