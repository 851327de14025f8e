import { db } from '../../db/client'
import type { Recipient } from '../plan-deliveries'

/** Whom a delivery went to, as the log shows it. Drivers who have subscribed are strangers: their addresses are masked. */
export async function recipientNames(recipients: readonly Recipient[]): Promise<(recipient: Recipient) => string> {
  const ids = (key: string) => [
    ...new Set(recipients.flatMap((one) => (one as Readonly<Record<string, string>>)[key] ?? [])),
  ]
  const of = (key: string) => ({ where: { id: { in: ids(key).map(BigInt) } } })
  const [users, webhooks, customers, subscribers] = await Promise.all([
    db().user.findMany({ ...of('userId'), select: { id: true, name: true, email: true } }),
    db().webhook.findMany({ ...of('webhookId'), select: { id: true, name: true } }),
    db().customer.findMany({ ...of('customerId'), select: { id: true, name: true } }),
    db().subscriber.findMany({ ...of('subscriberId'), select: { id: true, address: true } }),
  ])
  const names = new Map<string, string>([
    ...users.map(({ id, name, email }) => [`userId ${id}`, name || email] as const),
    ...webhooks.map(({ id, name }) => [`webhookId ${id}`, name] as const),
    ...customers.map(({ id, name }) => [`customerId ${id}`, name] as const),
    ...subscribers.map(({ id, address }) => [`subscriberId ${id}`, masked(address)] as const),
  ])
  return (recipient) => {
    if ('email' in recipient) return recipient.email
    if ('phone' in recipient) return recipient.phone
    const key = 'pushId' in recipient ? `userId ${recipient.userId}` : Object.entries(recipient)[0]?.join(' ')
    return names.get(key ?? '') ?? '–'
  }
}

function masked(address: unknown): string {
  const email = typeof address === 'object' && address !== null && 'email' in address ? String(address.email) : ''
  const [name = '', host] = email.split('@')
  return host ? `${name.slice(0, 1)}…@${host}` : '…'
}
