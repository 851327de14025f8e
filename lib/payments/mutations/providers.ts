import { createPrivateKey, X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { installationSecret } from '../../certificates/mutations/make-authority'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { seal, unseal } from '../../kernel/sealed'
import { validated } from '../../kernel/validated'
import type { ProviderKind } from '../provider'
import {
  PROVIDER_SECRETS,
  type ProviderChoice,
  type ProviderInput,
  providerSchema,
  stripeSecrets,
  swishSecrets,
} from '../provider-input'
import { provide } from '../queries/load-provider'

/**
 * Sets a provider up. Secrets left empty stay as they are; they are sealed, and nobody ever sees them again.
 * @throws DomainError forbidden | invalid (a key or certificate is missing or unreadable)
 */
export async function saveProvider(actor: Actor, input: ProviderInput): Promise<void> {
  requireAct(actor, 'payment-providers.write')
  requireAllSites(actor)
  const choice = validated(providerSchema, input)
  await db().$transaction(async (tx) => {
    const { kind, isEnabled, cap } = choice
    const before = await tx.paymentProvider.findUnique({
      where: { kind },
      select: { isEnabled: true, cap: true, settings: true, secrets: true },
    })
    const secrets = secretsOf(choice, before?.secrets ?? null)
    if (isEnabled) requireUsable(choice, secrets)
    const settings = choice.kind === 'swish' ? { payeeAlias: choice.payeeAlias } : {}
    const sealed = secrets && seal(Buffer.from(JSON.stringify(secrets)), installationSecret(), PROVIDER_SECRETS)
    const row = { isEnabled, cap, settings, secrets: sealed }
    await tx.paymentProvider.upsert({ where: { kind }, create: { kind, ...row }, update: row, select: { id: true } })
    const shown = (provider: { isEnabled: boolean; cap: { toString(): string } }) => ({
      isEnabled: provider.isEnabled,
      cap: String(provider.cap),
    })
    await audit(tx, actor, 'payment-provider.save', `payment-provider:${kind}`, {
      ...(before && { before: shown(before) }),
      after: { ...shown(row), ...settings, hasNewSecrets: hasNewSecrets(choice) },
    })
  })
}

/** Asks the provider whether it knows us. What it said is kept. @throws DomainError forbidden | not-found */
export async function testProvider(actor: Actor, kind: ProviderKind): Promise<{ result: string }> {
  requireAct(actor, 'payment-providers.write')
  requireAllSites(actor)
  const row = await db().paymentProvider.findUnique({
    where: { kind },
    select: { kind: true, settings: true, secrets: true },
  })
  if (row === null) throw notFound('payment provider', kind)
  const provider = provide(row)
  const answer = provider === null ? null : await provider.test()
  const result =
    answer === null
      ? 'not-set-up'
      : answer.result === 'done'
        ? 'ok'
        : answer.result === 'refused'
          ? answer.code
          : answer.error
  await db().$transaction(async (tx) => {
    await tx.paymentProvider.update({
      where: { kind },
      data: { testedAt: new Date(), testResult: result },
      select: { id: true },
    })
    await audit(tx, actor, 'payment-provider.test', `payment-provider:${kind}`, { after: { result } })
  })
  return { result }
}

type Secrets = Readonly<Record<string, string>>

function hasNewSecrets(choice: ProviderChoice): boolean {
  if (choice.kind === 'stripe') return choice.secretKey !== '' || choice.webhookSecret !== ''
  return choice.kind === 'swish' && [choice.certificate, choice.key, choice.pkcs12].some((text) => text !== '')
}

/** What is stored, with what is new in its place. */
function secretsOf(choice: ProviderChoice, stored: string | null): Secrets | null {
  const known =
    stored === null ? {} : JSON.parse(unseal(stored, installationSecret(), PROVIDER_SECRETS).toString('utf8'))
  switch (choice.kind) {
    case 'stripe': {
      const { secretKey, webhookSecret } = choice
      return { ...known, ...filled({ secretKey, webhookSecret }) }
    }
    case 'swish': {
      const { certificate, key, pkcs12, passphrase } = choice
      // PEM takes the place of PKCS#12, and the other way about.
      if (pkcs12 !== '') return { pkcs12, passphrase }
      if (certificate !== '' || key !== '') return { certificate, key, passphrase }
      return known
    }
    case 'sandbox':
    case 'invoice':
      return null
  }
}

const filled = (secrets: Secrets): Secrets =>
  Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''))

/** @throws DomainError invalid, at the field that is at fault */
function requireUsable(choice: ProviderChoice, secrets: Secrets | null): void {
  const refuse = (field: string, fault: string) => {
    throw new DomainError('invalid', `Not valid: ${field}.`, { [field]: fault })
  }
  if (choice.kind === 'stripe' && !stripeSecrets.safeParse(secrets).success) refuse('secretKey', 'required')
  if (choice.kind !== 'swish') return
  const { certificate, key, pkcs12, passphrase } = swishSecrets.parse(secrets ?? {})
  if (pkcs12 !== '') {
    try {
      createSecureContext({ pfx: Buffer.from(pkcs12, 'base64'), passphrase })
    } catch {
      refuse('pkcs12', 'not-a-certificate')
    }
    return
  }
  if (certificate === '') refuse('certificate', 'required')
  try {
    const isPair = new X509Certificate(certificate).checkPrivateKey(createPrivateKey({ key, passphrase }))
    if (!isPair) refuse('key', 'not-its-key')
  } catch (error) {
    if (error instanceof DomainError) throw error
    refuse(key === '' ? 'key' : 'certificate', key === '' ? 'required' : 'not-a-certificate')
  }
}
