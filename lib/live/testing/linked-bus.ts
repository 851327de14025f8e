import type { Bus, BusMessages, ConnectionWatch, Topic } from '../../bus/bus'

/** A bus within one process, for tests: what is published arrives at once; `down()` and `gap()` tell every subscriber so. */
export interface LinkedBus extends Bus {
  down(): void
  gap(): void
}

export function linkedBus(): LinkedBus {
  type Subscriber = { topic: Topic; onMessage: (message: never) => void; connection: ConnectionWatch }
  const subscribers = new Set<Subscriber>()
  return {
    publish(topic, message) {
      for (const subscriber of subscribers) if (subscriber.topic === topic) subscriber.onMessage(message as never)
    },
    async subscribe<T extends Topic>(
      topic: T,
      onMessage: (message: BusMessages[T]) => void,
      connection: ConnectionWatch = {},
    ) {
      const subscriber = { topic, onMessage: onMessage as (message: never) => void, connection }
      subscribers.add(subscriber)
      return async () => {
        subscribers.delete(subscriber)
      }
    },
    async close() {
      subscribers.clear()
    },
    down() {
      for (const { connection } of subscribers) connection.onDown?.()
    },
    gap() {
      for (const { connection } of subscribers) connection.onGap?.()
    },
  }
}
