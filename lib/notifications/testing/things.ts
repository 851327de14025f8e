import { db, type Prisma } from '../../db/client'
import { aStation } from '../../db/testing/fixtures'
import { addEntry, type EntryDetails, type EntryKind } from '../../faults/entries'
import type { Senders } from '../senders/senders'

/** An open fault of a new station, with nothing told of it. */
export async function aFault(over: Partial<Prisma.FaultUncheckedCreateInput> = {}) {
  const stationId = over.stationId ?? (await aStation({ name: 'Kista 4' })).id
  const at = new Date()
  return db().fault.create({
    data: {
      stationId,
      source: 'event',
      code: 'GroundFailure',
      cause: 'GroundFailure',
      severity: 2,
      openedAt: at,
      lastSeenAt: at,
      beganAt: at,
      ...over,
    },
  })
}

/** Something happens to a fault. */
export const happens = <Kind extends EntryKind>(
  faultId: bigint,
  kind: Kind,
  detail: EntryDetails[Kind],
  { by = 'worker', at = new Date() } = {},
) => db().$transaction((tx) => addEntry(tx, { faultId, at, kind, by, detail } as Parameters<typeof addEntry>[1]))

/** No way out of the house. */
export const noSenders: Senders = {
  mailer: null,
  sms: null,
  vapid: null,
  allowedHosts: [],
  baseUrl: 'https://console.example',
  mailHost: 'example.com',
  isDemo: false,
}
