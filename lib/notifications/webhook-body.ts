import { guideOf } from '../faults/knowledge/guide'
import type { Filling } from './notice'

/**
 * What a webhook is told, as JSON: `type`, `timestamp` and `data`, as the Standard Webhooks specification advises. The same at every
 * try of a delivery.
 * @param createdAt when the delivery was made
 */
export function webhookBody(filling: Filling, createdAt: Date, baseUrl: string): string {
  return JSON.stringify({ type: typeOf(filling), timestamp: createdAt.toISOString(), data: dataOf(filling, baseUrl) })
}

function typeOf(filling: Filling): string {
  switch (filling.template) {
    case 'fault':
    case 'driver':
      return `fault.${filling.content.kind}`
    case 'escalation':
      return 'fault.escalated'
    case 'digest':
      return 'fault.digest'
    case 'budget':
    case 'confirm':
    case 'debtor':
    case 'test':
      return filling.template
  }
}

function dataOf(filling: Filling, baseUrl: string): object {
  switch (filling.template) {
    case 'fault':
    case 'driver':
    case 'escalation': {
      const { kind: _kind, fault, ...more } = filling.content
      const { title, plain } = guideOf(fault.cause, 'en')
      return { ...more, fault: { ...fault, title, plain, url: `${baseUrl}/faults/${fault.id}` } }
    }
    case 'digest':
      return {
        more: filling.content.more,
        events: filling.content.items.map((notice) => ({
          type: `fault.${notice.kind}`,
          ...dataOf({ template: 'fault', content: notice }, baseUrl),
        })),
      }
    case 'budget':
    case 'confirm':
    case 'debtor':
    case 'test':
      return filling.content
  }
}
