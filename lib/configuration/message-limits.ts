/** What one message may hold; null: the station has not said. */
export interface MessageLimit {
  readonly items: number | null
  readonly bytes: number | null
}

/** Per OCPP action (GetVariables, SetVariables, GetReport, GetConfiguration …). */
export type MessageLimits = ReadonlyMap<string, MessageLimit>

/** A variable or key that limits messages, as kept. */
export interface LimitingValue {
  readonly component: string
  readonly instance: string
  readonly key: string
  readonly value: string | null
}

export const NO_LIMIT: MessageLimit = { items: null, bytes: null }

/**
 * The limits that a station has told: in 2.x DeviceDataCtrlr (and MonitoringCtrlr) .ItemsPerMessage[action] and
 * .BytesPerMessage[action], in 1.6 GetConfigurationMaxKeys. What is no positive whole number limits nothing.
 */
export function messageLimits(values: readonly LimitingValue[]): MessageLimits {
  const limits = new Map<string, MessageLimit>()
  for (const { component, instance, key, value } of values) {
    const limit = Number(value)
    if (!Number.isInteger(limit) || limit < 1) continue
    const action = component === '' ? 'GetConfiguration' : (instance.split('/')[1] ?? '')
    const known = limits.get(action) ?? NO_LIMIT
    if (key === 'BytesPerMessage') limits.set(action, { ...known, bytes: limit })
    else limits.set(action, { ...known, items: limit })
  }
  return limits
}

/** The frame around a payload: type, a message id of 36 characters, the action's name, brackets and commas. */
const FRAME_BYTES = 90

/**
 * Cuts a list into messages that the station takes: as many items each as its limits allow, in order. An item that is too large even
 * alone goes alone: the station has the last word.
 * @param fallback items per message when the station has not said
 */
export function* withinLimit<Item>(
  items: readonly Item[],
  { items: most, bytes }: MessageLimit,
  fallback: number,
): Generator<readonly Item[]> {
  let batch: Item[] = []
  let size = FRAME_BYTES
  for (const item of items) {
    const itemBytes = bytes === null ? 0 : Buffer.byteLength(JSON.stringify(item)) + 1
    if (batch.length > 0 && (batch.length >= (most ?? fallback) || (bytes !== null && size + itemBytes > bytes))) {
      yield batch
      batch = []
      size = FRAME_BYTES
    }
    batch.push(item)
    size += itemBytes
  }
  if (batch.length > 0) yield batch
}
