import { createTransport } from 'nodemailer'
import { SECOND_MS } from '../../kernel/time'
import { errorWords, type Outcome, saidBy } from './outcome'

export interface Mail {
  readonly to: string
  /** Without angle brackets; the same at every try, so that a mail server can know what it has had already. */
  readonly messageId: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly locale: string
  /** Where one click ends these mails (RFC 8058). */
  readonly unsubscribeUrl?: string
  /** Who reads answers, when it is not the sender. */
  readonly replyTo?: string | undefined
  readonly attachments?: readonly {
    readonly fileName: string
    readonly contentType: string
    readonly content: Uint8Array
  }[]
}

export interface Mailer {
  /** Never throws. */
  send(mail: Mail): Promise<Outcome>
  close(): void
}

/** @param url smtp:// or smtps:// @param from `Laddvakt <notices@example.com>` */
export function createMailer({ url, from }: { readonly url: string; readonly from: string }): Mailer {
  const { username, hostname } = new URL(url)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    // A password is never shown to the network.
    requireTLS: username !== '' && !isHere,
    connectionTimeout: 10 * SECOND_MS,
    greetingTimeout: 10 * SECOND_MS,
    socketTimeout: 20 * SECOND_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, messageId, subject, text, html, locale, unsubscribeUrl, replyTo, attachments = [] }) {
      try {
        const info = await transport.sendMail({
          from,
          to,
          subject,
          text,
          html,
          messageId: `<${messageId}>`,
          replyTo,
          attachments: attachments.map(({ fileName, contentType, content }) => ({
            filename: fileName,
            contentType,
            content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
          })),
          headers: {
            // Not from a person: answering machines stay silent.
            'Auto-Submitted': 'auto-generated',
            'Content-Language': locale,
            ...(unsubscribeUrl === undefined
              ? {}
              : {
                  'List-Unsubscribe': `<${unsubscribeUrl}>`,
                  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
                }),
          },
        })
        return { result: 'delivered', answer: saidBy(info.response ?? '250') }
      } catch (error) {
        // 5xx about the address or the letter stays so; a failed sign-in or a lost line may be mended.
        return { result: isFinal(error) ? 'dead' : 'failed', error: errorWords(error) }
      }
    },
    close: () => transport.close(),
  }
}

function isFinal(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, responseCode } = error as Error & { code?: unknown; responseCode?: unknown }
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500
}
