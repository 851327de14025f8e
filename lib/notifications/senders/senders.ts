import type { Language } from '../../faults/knowledge/words'
import { composeMessage } from '../compose-message'
import { asHtml, asPush, asSms, asText } from '../message-forms'
import type { Outgoing } from '../outgoing'
import type { VapidKeys } from '../vapid'
import { webhookBody } from '../webhook-body'
import type { Mailer } from './email'
import type { Outcome } from './outcome'
import { sendPush } from './push'
import type { SmsProvider } from './sms'
import { callWebhook } from './webhook'

/** All ways out of the house. What is null is not set up. */
export interface Senders {
  readonly mailer: Mailer | null
  readonly sms: SmsProvider | null
  readonly vapid: { readonly keys: VapidKeys; readonly subject: string | null } | null
  /** Hosts that may be called although they are not on the public internet. */
  readonly allowedHosts: readonly string[]
  /** The console's address as people type it, without a slash at its end. */
  readonly baseUrl: string
  /** What Message-IDs end in. */
  readonly mailHost: string
  /** A demo: what cannot leave the house is shown in the delivery log instead. */
  readonly isDemo: boolean
}

/** Sends one delivery by its channel. Never throws. */
export async function sendDelivery(delivery: Outgoing, senders: Senders, now: Date): Promise<Outcome> {
  const { address, name, filling, token } = delivery
  const language: Language = delivery.locale === 'en' ? 'en' : 'sv'
  const message = () => composeMessage(filling, { language, baseUrl: senders.baseUrl, token })
  const notSetUp = (error: string): Outcome =>
    senders.isDemo ? { result: 'delivered', answer: 'demo-kept' } : { result: 'dead', error }
  switch (address.channel) {
    case 'in-app':
      return { result: 'delivered', answer: '' }
    case 'email': {
      if (senders.mailer === null) return notSetUp('smtp-not-set')
      const letter = message()
      return senders.mailer.send({
        to: address.email,
        messageId: `${name}@${senders.mailHost}`,
        subject: letter.title,
        text: asText(letter),
        html: asHtml(letter, language),
        locale: language,
        ...(token === null ? {} : { unsubscribeUrl: `${senders.baseUrl}/api/subscriptions/${token}` }),
      })
    }
    case 'sms':
      if (senders.sms === null) return notSetUp('sms-not-set')
      return senders.sms.send({ to: address.phone, text: asSms(message()), id: name })
    case 'push': {
      if (senders.vapid === null) return notSetUp('push-not-set')
      const notice = message()
      return sendPush(
        {
          endpoint: address.endpoint,
          keys: address.keys,
          id: name,
          text: asPush(notice, name),
          isUrgent: notice.isUrgent,
        },
        now,
        { allowedHosts: senders.allowedHosts, vapid: senders.vapid.keys, subject: senders.vapid.subject },
      )
    }
    case 'webhook':
      return callWebhook(
        {
          url: address.url,
          secret: address.secret,
          id: `msg_${name}`,
          body: webhookBody(filling, delivery.createdAt, senders.baseUrl),
        },
        now,
        { allowedHosts: senders.allowedHosts },
      )
  }
}
