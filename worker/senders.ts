import { hostname } from 'node:os'
import type { Env } from '../lib/env'
import { consoleUrl } from '../lib/kernel/console-url'
import { createMailer } from '../lib/notifications/senders/email'
import type { Senders } from '../lib/notifications/senders/senders'
import { httpSmsProvider } from '../lib/notifications/senders/sms'
import { vapidKeys } from '../lib/notifications/vapid'

/** The ways out of the house that its settings open. */
export function sendersOf(settings: Env): Senders {
  const { SMTP_URL, SMTP_FROM, SMS_URL, SMS_AUTHORIZATION, SMS_FROM, SMS_BODY, SMS_FIELDS } = settings
  const [from = '', to = '', text = ''] = SMS_FIELDS.split(',')
  const mailAddress = SMTP_FROM && (/<(.+)>/.exec(SMTP_FROM)?.[1] ?? SMTP_FROM)
  const baseUrl = consoleUrl(settings)
  return {
    mailer: SMTP_URL && SMTP_FROM ? createMailer({ url: SMTP_URL, from: SMTP_FROM }) : null,
    sms: SMS_URL
      ? httpSmsProvider({
          url: SMS_URL,
          authorization: SMS_AUTHORIZATION,
          from: SMS_FROM,
          body: SMS_BODY,
          fields: [from, to, text],
        })
      : null,
    vapid: settings.VAPID_PRIVATE_KEY
      ? {
          keys: vapidKeys(settings.VAPID_PRIVATE_KEY),
          subject: mailAddress ? `mailto:${mailAddress}` : baseUrl.startsWith('https:') ? baseUrl : null,
        }
      : null,
    allowedHosts: settings.PRIVATE_HOSTS?.split(',').map((host) => host.trim()) ?? [],
    baseUrl,
    mailHost: mailAddress?.split('@')[1] ?? hostname(),
    isDemo: settings.DEMO,
  }
}
