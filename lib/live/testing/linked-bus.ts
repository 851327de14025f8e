import type { Bus, BusMessages, Topic } from '../../bus/bus'

/** A bus within one process, for tests: what is published arrives at once; `gap()` tells every subscriber it may have missed some. */
export interface LinkedBus extends Bus {
  gap(): void
}

export function linkedBus(): LinkedBus {
  type Subscriber = { topic: Topic; onMessage: (message: never) => void; onGap?: () => void }
  const subscribers = new Set<Subscriber>()
  return {
    publish(topic, message) {
      for (const subscriber of subscribers) if (subscriber.topic === topic) subscriber.onMessage(message as never)
    },
    async subscribe<T extends Topic>(topic: T, onMessage: (message: BusMessages[T]) => void, onGap?: () => void) {
      const subscriber = { topic, onMessage: onMessage as (message: never) => void, onGap }
      subscribers.add(subscriber)
      return async () => {
        subscribers.delete(subscriber)
      }
    },
    async close() {
      subscribers.clear()
    },
    gap() {
      for (const subscriber of subscribers) subscriber.onGap?.()
    },
  }
}
