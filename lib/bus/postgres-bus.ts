import { deflateRawSync, inflateRawSync } from 'node:zlib'
import pg from 'pg'
import { eventKey } from '../live/events'
import type { Bus, BusMessages, ConnectionWatch, Topic } from './bus'

/** PostgreSQL refuses payloads of 8000 bytes and more. */
const MAX_PAYLOAD_BYTES = 7_900
const GATHER_MS = 20
const RECONNECT_MS = 500

interface Subscriber {
  onMessage(message: never): void
  readonly connection: ConnectionWatch
}

/**
 * The bus over LISTEN/NOTIFY: one connection that listens, one that notifies. Messages gathered for 20 ms (longer when the
 * database is slow) leave as one statement; of several live events about the same thing only the newest leaves.
 */
export function createPostgresBus(connectionString: string, onError: (error: unknown) => void = () => undefined): Bus {
  const subscribers = new Map<Topic, Set<Subscriber>>()
  let outbox = new Map<string, { topic: Topic; message: unknown }>()
  let unkeyed = 0
  let listener: pg.Client | null = null
  let listening: Promise<void> | null = null
  let notifier: pg.Client | null = null
  let flushing: Promise<void> | null = null
  let closed = false

  function publish<T extends Topic>(topic: T, message: BusMessages[T]): void {
    if (closed) return
    // The topic is part of both kinds of key: command 7's live event must never push the seventh 'command' message out.
    const key = topic === 'live' ? `live/${eventKey((message as BusMessages['live']).event)}` : `${topic}/${unkeyed++}`
    outbox.delete(key) // so that the newest also takes the last place
    outbox.set(key, { topic, message })
    flushing ??= gatherAndSend()
  }

  async function gatherAndSend(): Promise<void> {
    while (outbox.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, closed ? 0 : GATHER_MS))
      const batch = outbox
      outbox = new Map()
      try {
        notifier ??= await connect((lost) => {
          if (notifier === lost) notifier = null
        })
        await notifier.query({
          name: 'bus-notify',
          text: 'SELECT pg_notify(channel, payload) FROM json_to_recordset($1::json) AS said(channel text, payload text)',
          values: [JSON.stringify(toPayloads(batch.values()))],
        })
      } catch (error) {
        onError(error) // what was in the batch is in the database; subscribers learn of the gap when their connection is back
      }
    }
    flushing = null
  }

  async function connect(onLost: (client: pg.Client) => void): Promise<pg.Client> {
    const client = new pg.Client({ connectionString, keepAlive: true, application_name: 'laddvakt-bus' })
    client.on('error', onError)
    client.on('end', () => onLost(client))
    await client.connect()
    return client
  }

  async function listen(isReturn: boolean): Promise<void> {
    const client = await connect((lost) => {
      if (listener !== lost || closed) return
      listener = null
      for (const set of subscribers.values()) for (const { connection } of set) connection.onDown?.()
      listening = relisten()
    })
    client.on('notification', ({ channel, payload }) => deliver(channel, payload ?? ''))
    await client.query(`LISTEN ${TOPICS.map((topic) => channelOf(topic)).join('; LISTEN ')}`)
    listener = client
    if (isReturn) for (const set of subscribers.values()) for (const { connection } of set) connection.onGap?.()
  }

  async function relisten(): Promise<void> {
    while (!closed) {
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS))
      try {
        return await listen(true)
      } catch (error) {
        onError(error)
      }
    }
  }

  function deliver(channel: string, payload: string): void {
    const set = subscribers.get(channel.slice(CHANNEL_PREFIX.length) as Topic)
    if (!set || set.size === 0) return
    for (const message of fromPayload(payload) as never[]) for (const { onMessage } of set) onMessage(message)
  }

  return {
    publish,
    async subscribe(topic, onMessage, connection = {}) {
      const subscriber: Subscriber = { onMessage: onMessage as Subscriber['onMessage'], connection }
      const set = subscribers.get(topic) ?? new Set()
      subscribers.set(topic, set.add(subscriber))
      listening ??= listen(false)
      await listening
      return async () => {
        set.delete(subscriber)
      }
    },
    async close() {
      closed = true
      await flushing
      await Promise.all([listener?.end(), notifier?.end()])
    },
  }
}

const TOPICS: readonly Topic[] = ['live', 'command', 'station', 'trust', 'tail', 'tailed']
const CHANNEL_PREFIX = 'laddvakt_'
const channelOf = (topic: Topic) => `${CHANNEL_PREFIX}${topic}`

/** Packs messages of one topic together as JSON arrays below the limit; a single one above it is deflated. */
function toPayloads(messages: Iterable<{ topic: Topic; message: unknown }>): { channel: string; payload: string }[] {
  const payloads: { channel: string; payload: string }[] = []
  const open = new Map<Topic, { parts: string[]; bytes: number }>()
  const seal = (topic: Topic, parts: string[]) =>
    payloads.push({ channel: channelOf(topic), payload: `[${parts.join(',')}]` })
  for (const { topic, message } of messages) {
    const text = JSON.stringify(message)
    const bytes = Buffer.byteLength(text) + 1
    if (bytes > MAX_PAYLOAD_BYTES) {
      payloads.push({ channel: channelOf(topic), payload: deflateRawSync(`[${text}]`).toString('base64') })
      continue
    }
    const group = open.get(topic)
    if (!group || group.bytes + bytes > MAX_PAYLOAD_BYTES) {
      if (group) seal(topic, group.parts)
      open.set(topic, { parts: [text], bytes: bytes + 2 })
    } else {
      group.parts.push(text)
      group.bytes += bytes
    }
  }
  for (const [topic, { parts }] of open) seal(topic, parts)
  return payloads
}

function fromPayload(payload: string): unknown[] {
  const text = payload.startsWith('[') ? payload : inflateRawSync(Buffer.from(payload, 'base64')).toString()
  return JSON.parse(text) as unknown[]
}
