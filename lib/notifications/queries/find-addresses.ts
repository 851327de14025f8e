import { installationSecret } from '../../certificates/mutations/make-authority'
import { db } from '../../db/client'
import { unseal } from '../../kernel/sealed'
import type { Claimed } from '../mutations/claim-deliveries'
import type { Address, Outgoing } from '../outgoing'
import type { PushKeys } from '../push-encryption'
import { subscriberToken } from '../subscriber-link'
import { WEBHOOK_SECRETS } from '../webhook-signature'

type Found = Pick<Outgoing, 'address' | 'token'>

/**
 * Where each claimed delivery goes at this moment: people's addresses are read when they are written to, so that one who has left is
 * not. Not found: nobody is there any more. One statement per kind of recipient.
 */
export async function findAddresses(claimed: readonly Claimed[]): Promise<ReadonlyMap<bigint, Found>> {
  const ids = (key: string) =>
    claimed.flatMap(({ recipient }) => {
      const id = (recipient as Readonly<Record<string, string>>)[key]
      return id === undefined ? [] : [BigInt(id)]
    })
  const of = (key: string) => ({ where: { id: { in: ids(key) } } })
  const [users, pushes, webhooks, customers, subscribers] = await Promise.all([
    db().user.findMany({ ...of('userId'), select: { id: true, email: true, active: true } }),
    db().pushSubscription.findMany({ ...of('pushId'), select: { id: true, endpoint: true, keys: true } }),
    db().webhook.findMany({ ...of('webhookId'), select: { id: true, url: true, secret: true, isEnabled: true } }),
    db().customer.findMany({ ...of('customerId'), select: { id: true, email: true } }),
    db().subscriber.findMany({ ...of('subscriberId'), select: { id: true, address: true, confirmedAt: true } }),
  ])
  const byId = <Row extends { readonly id: bigint }>(rows: readonly Row[]) =>
    new Map(rows.map((row) => [String(row.id), row]))
  const [user, push, webhook, customer, subscriber] = [
    byId(users),
    byId(pushes),
    byId(webhooks),
    byId(customers),
    byId(subscribers),
  ]

  function find({ channel, recipient, filling }: Claimed): Found | undefined {
    const plain = (address: Address | undefined) => address && { address, token: null }
    if ('subscriberId' in recipient) {
      const row = subscriber.get(recipient.subscriberId)
      if (!row || (row.confirmedAt === null && filling.template !== 'confirm')) return undefined
      const { nonce, ...address } = row.address as unknown as SubscriberAddress
      const to: Address = 'email' in address ? { channel: 'email', ...address } : { channel: 'push', ...address }
      return { address: to, token: subscriberToken(nonce, installationSecret()) }
    }
    if ('email' in recipient) return plain({ channel: 'email', email: recipient.email })
    if ('phone' in recipient) return plain({ channel: 'sms', phone: recipient.phone })
    if ('webhookId' in recipient) {
      const row = webhook.get(recipient.webhookId)
      if (!row?.isEnabled) return undefined
      const secret = unseal(row.secret, installationSecret(), WEBHOOK_SECRETS).toString('utf8')
      return plain({ channel: 'webhook', url: row.url, secret })
    }
    if ('customerId' in recipient) {
      const email = customer.get(recipient.customerId)?.email
      return email ? plain({ channel: 'email', email }) : undefined
    }
    const person = user.get(recipient.userId)
    if (!person?.active) return undefined
    if ('pushId' in recipient) {
      const row = push.get(recipient.pushId)
      return row && plain({ channel: 'push', endpoint: row.endpoint, keys: row.keys as unknown as PushKeys })
    }
    return plain(channel === 'in-app' ? { channel } : { channel: 'email', email: person.email })
  }

  return new Map(
    claimed.flatMap((one): [bigint, Found][] => {
      const found = find(one)
      return found === undefined ? [] : [[one.id, found]]
    }),
  )
}

/** As a subscriber's address is stored; `nonce` is what the secret of their links is made from. */
export type SubscriberAddress = { readonly nonce: string } & (
  | { readonly email: string }
  | { readonly endpoint: string; readonly keys: PushKeys }
)
