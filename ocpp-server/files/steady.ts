import { SECOND_MS } from '../../lib/kernel/time'

/** Modems in garages are slow, but not this slow. */
const LEAST_BYTES_PER_SECOND = 128
const GRACE_MS = 60 * SECOND_MS

/** Bytes that trickle in to hold a place open. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow'
}

/** The same bytes, as long as they keep coming. @throws TooSlow */
export async function* steady(
  bytes: AsyncIterable<Uint8Array>,
  now: () => number = Date.now,
): AsyncGenerator<Uint8Array> {
  const since = now()
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.byteLength
    const ms = now() - since
    if (ms > GRACE_MS && (size * SECOND_MS) / ms < LEAST_BYTES_PER_SECOND) throw new TooSlow()
    yield chunk
  }
}
