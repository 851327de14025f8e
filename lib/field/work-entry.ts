import { z } from 'zod'
import { CLOSE_KINDS } from './work-order'

/** Longer than any reason to write on a tablet in the rain, shorter than an attack. */
const text = (longest: number) => z.string().trim().min(1, 'required').max(longest, 'too-long')

/** SHA-256 in hex: where the bytes of a photo or signature lie. */
export const fileHash = z.string().regex(/^[0-9a-f]{64}$/, 'not-a-hash')

/** Why the station could not be shown to work; the person's words stand beside it. */
export const CLOSING_REASONS = [
  'no-fault-found',
  'needs-part',
  'needs-electrician',
  'needs-grid-owner',
  'no-access',
  'other',
] as const
export type ClosingReason = (typeof CLOSING_REASONS)[number]

/** What can be measured on the spot, and its unit. */
export const QUANTITIES = {
  'phase-voltage': 'V',
  'line-voltage': 'V',
  current: 'A',
  'insulation-resistance': 'MΩ',
  'protective-earth': 'Ω',
  'rcd-trip-time': 'ms',
  temperature: '°C',
  'signal-strength': 'dBm',
} as const
export type Quantity = keyof typeof QUANTITIES

const details = {
  /** `planned`: left for later. */
  state: z.object({ to: z.enum(['planned', 'under-way', 'on-site']) }),
  /** A step of the check list, with the words the technician saw: lists change, what was done does not. */
  check: z.object({
    step: text(100),
    text: text(500),
    /** Nothing else may be touched before it is confirmed. */
    isGate: z.boolean().default(false),
    outcome: z.enum(['ok', 'wrong', 'skipped']),
    note: z.string().trim().max(1000, 'too-long').default(''),
  }),
  photo: z.object({
    width: z.int().min(1).max(20_000),
    height: z.int().min(1).max(20_000),
    caption: z.string().trim().max(300, 'too-long').default(''),
  }),
  measurement: z.object({
    quantity: z.enum(Object.keys(QUANTITIES) as [Quantity, ...Quantity[]]),
    value: z.number().min(-1e6).max(1e9),
    /** Where it was measured: "L1", "PE–N". */
    place: z.string().trim().max(100, 'too-long').default(''),
  }),
  /** `part` is a key of the knowledge base, or null for anything else, which `name` tells. */
  part: z.object({
    part: z.string().max(60).nullable(),
    name: text(200),
    serialNumber: z.string().trim().max(100, 'too-long').default(''),
    count: z.int().min(1).max(999),
  }),
  note: z.object({ text: text(4000) }),
  maintenance: z.object({ isOn: z.boolean() }),
  signature: z.object({ name: text(200) }),
  close: z
    .object({
      kind: z.enum(CLOSE_KINDS),
      reason: z.enum(CLOSING_REASONS).optional(),
      note: z.string().trim().max(2000, 'too-long').default(''),
    })
    .refine(({ kind, reason, note }) => kind !== 'reason' || (reason !== undefined && note.length >= 3), {
      path: ['note'],
      message: 'required',
    }),
} as const

export type WorkEntryKind = keyof typeof details

const common = {
  /** Made on the tablet: the same entry sent twice is stored once. */
  id: z.uuid(),
  workOrderId: z.string().regex(/^[1-9]\d{0,17}$/),
  /** By the tablet's clock. */
  at: z.iso.datetime(),
}
const none = { file: z.null().default(null) }
const withFile = { file: fileHash }

/** One thing a technician did, as a tablet sends it. */
export const workEntrySchema = z.discriminatedUnion('kind', [
  z.object({ ...common, ...none, kind: z.literal('state'), detail: details.state }),
  z.object({ ...common, ...none, kind: z.literal('check'), detail: details.check }),
  z.object({ ...common, ...withFile, kind: z.literal('photo'), detail: details.photo }),
  z.object({ ...common, ...none, kind: z.literal('measurement'), detail: details.measurement }),
  z.object({ ...common, ...none, kind: z.literal('part'), detail: details.part }),
  z.object({ ...common, ...none, kind: z.literal('note'), detail: details.note }),
  z.object({ ...common, ...none, kind: z.literal('maintenance'), detail: details.maintenance }),
  z.object({ ...common, ...withFile, kind: z.literal('signature'), detail: details.signature }),
  z.object({ ...common, ...none, kind: z.literal('close'), detail: details.close }),
])
export type WorkEntry = z.output<typeof workEntrySchema>

/** What a person gives; id and time are the tablet's. */
export type NewWorkEntry = WorkEntry extends infer One
  ? One extends WorkEntry
    ? Pick<One, 'kind' | 'detail' | 'file' | 'workOrderId'>
    : never
  : never
