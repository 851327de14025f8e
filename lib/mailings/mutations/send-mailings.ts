import type { Actor } from '../../access/actor'
import { findActor } from '../../access/queries/find-actor'
import { db } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import type { Clock } from '../../kernel/time'
import { MOST_TRIES, nextTry } from '../../notifications/backoff'
import { deliveryName } from '../../notifications/delivery-name'
import { errorWords, type Outcome, saidBy } from '../../notifications/senders/outcome'
import type { Senders } from '../../notifications/senders/senders'
import type { MadeFile } from '../attachment'
import { letterHtml } from '../letter-html'
import { makeAttachment } from '../queries/make-attachment'
import { type ClaimedMailing, claimMailings, keepClaim } from './claim-mailings'

/** Files take memory and the mail server's patience: a few at a time. */
const MOST_CLAIMED = 10
const SIDE_BY_SIDE = 2
/** So that a worker that is asked to stop has not a thousand mails before it; the rest is the next turn's. */
const MOST_ROUNDS = 5
/** In base64 a third more; most mail servers refuse letters of more than 25 to 35 MB. */
const MOST_BYTES = 18 * 1024 * 1024

/**
 * Sends the mails that are due: makes their files, hands them to the mail server, and records what it said. Without a mail server they
 * are given up at once, to be sent again by a person when there is one; a demo keeps them instead. @returns how many were taken
 */
export async function sendMailings(
  senders: Pick<Senders, 'mailer' | 'mailHost' | 'isDemo'>,
  clock: Clock,
): Promise<number> {
  let sent = 0
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const claimed = await claimMailings(clock(), MOST_CLAIMED)
    if (claimed.length === 0) return sent
    sent += claimed.length
    const replyTo = await answersTo()
    const waiting = [...claimed]
    const lane = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const outcome = await send(next, senders, replyTo, clock).catch(failureOf)
        if (outcome !== 'not-ours') await settle(next, outcome, clock())
      }
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane))
    if (claimed.length < MOST_CLAIMED) return sent
  }
  return sent
}

async function send(
  mailing: ClaimedMailing,
  { mailer, mailHost, isDemo }: Pick<Senders, 'mailer' | 'mailHost' | 'isDemo'>,
  replyTo: string | undefined,
  clock: Clock,
): Promise<Sent | 'not-ours'> {
  // Every try that fails is recorded: more of them means that workers did not live to do so, perhaps because of this very mail.
  if (mailing.attempt > MOST_TRIES) return { result: 'dead', error: 'gave-up' }
  const actor = await findActor(mailing.by)
  if (actor === null) return { result: 'dead', error: 'sender-gone' }
  if (mailer === null && !isDemo) return { result: 'dead', error: 'smtp-not-set' }
  const { attachments, leftOut } = await filesOf(actor, mailing)
  if (mailer === null) return { result: 'delivered', answer: 'demo-kept' }
  const bytes = attachments.reduce((sum, { content }) => sum + content.byteLength, 0)
  if (bytes > MOST_BYTES) return { result: 'dead', error: 'too-large' }
  if (!(await keepClaim(mailing, clock()))) return 'not-ours'
  const outcome = await mailer.send({
    to: mailing.to,
    messageId: `${deliveryName({ dedupeKey: `mailing:${mailing.id}`, createdAt: mailing.createdAt })}@${mailHost}`,
    subject: mailing.subject,
    text: mailing.text,
    html: letterHtml(mailing.text, mailing.language),
    locale: mailing.language,
    replyTo,
    attachments,
  })
  return { ...outcome, leftOut }
}

/** What became of a mail, and why it went without one of its files. */
type Sent = Outcome & { readonly leftOut?: string | null }

/** Beside other files an e-invoice that Peppol would refuse is left out: who is to pay still gets the invoice. */
async function filesOf(actor: Actor, { attachments }: ClaimedMailing) {
  const files: MadeFile[] = []
  let leftOut: string | null = null
  for (const ref of attachments) {
    try {
      files.push(await makeAttachment(actor, ref))
    } catch (error) {
      const isRefusedForm = ref.what === 'invoice' && ref.format === 'xml' && error instanceof DomainError
      if (!isRefusedForm || error.code !== 'conflict' || attachments.length === 1) throw error
      leftOut = wordsOf(error)
    }
  }
  return { attachments: files, leftOut }
}

/** What it is made of is gone, out of sight, or refused by a rule of its format: no other try would end differently. */
function failureOf(error: unknown): Outcome {
  if (!(error instanceof DomainError)) return { result: 'failed', error: errorWords(error) }
  return { result: 'dead', error: wordsOf(error) }
}

function wordsOf({ message, details }: DomainError): string {
  return saidBy([message, ...Object.entries(details).map(([key, value]) => `${key}: ${value}`)].join(' '))
}

/** Who reads the answers: the seller's own address. */
async function answersTo(): Promise<string | undefined> {
  const seller = await db().seller.findFirst({ select: { email: true }, orderBy: { id: 'desc' } })
  return seller?.email || undefined
}

async function settle({ id, attempt }: ClaimedMailing, outcome: Sent, now: Date): Promise<void> {
  const change = changeOf(outcome, attempt, now)
  await db().$transaction(async (tx) => {
    const { count } = await tx.mailing.updateMany({ where: { id, state: 'sending', attempts: attempt }, data: change })
    if (count === 0) return
    const said = outcome.result === 'delivered' ? outcome.answer : outcome.error
    const answer = outcome.leftOut ? saidBy(`${said} ${outcome.leftOut}`) : said
    await tx.mailingEntry.create({ data: { mailingId: id, at: now, state: change.state, answer, by: 'worker' } })
  })
}

function changeOf(outcome: Sent, attempt: number, now: Date) {
  if (outcome.result === 'delivered') {
    return { state: 'sent', sentAt: now, answer: outcome.answer, lastError: outcome.leftOut ?? null }
  }
  const next = outcome.result === 'failed' ? nextTry(attempt, now, outcome.askedMs) : null
  return next === null
    ? { state: 'dead', lastError: outcome.error }
    : { state: 'failed', nextAt: next, lastError: outcome.error }
}
