import { z } from 'zod'

/** Fields that commands of every kind share. */

/** An EVSE's or connector's number. */
export const number = z.number().int().min(1).max(9999)
/** One of our ids outside the database. */
export const id = z.string().regex(/^[1-9]\d{0,17}$/, 'must be a decimal id')
/** A configuration key, or for 2.x "Component.Variable". */
export const key = z.string().trim().min(1).max(200)
/** A token as a driver shows it. */
export const token = z.string().trim().min(1).max(255)
/** An instant, ISO 8601 with a zone. */
export const instant = z.iso.datetime({ offset: true })
/** A 32-bit number that a station and we know a thing by. */
export const int32 = z.number().int().min(0).max(2_147_483_647)
