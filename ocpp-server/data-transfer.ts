import { cutText } from '../lib/kernel/cut-text'
import { happened, happening } from './happening'
import type { Inbound, Plan } from './route'
import { need } from './schemas/read-payload'

/** Longer data is in the message log; the station's history shows its beginning. */
const SHOWN_CHARACTERS = 2000

interface DataTransfer {
  readonly vendorId?: string
  readonly messageId?: string
  readonly data?: unknown
}

/** No vendor's extension is built in: what was sent is kept, and the answer says honestly that nobody here knows it. */
export function dataTransferred(payload: DataTransfer, message: Inbound): Plan {
  const vendorId = need(payload.vendorId, 'vendorId')
  const text = typeof payload.data === 'string' ? payload.data : JSON.stringify(payload.data)
  const detail = { messageId: payload.messageId, data: text && cutText(text, SHOWN_CHARACTERS) }
  return happened(happening(message, 'data-transfer', vendorId, detail), { status: 'UnknownVendorId' })
}
