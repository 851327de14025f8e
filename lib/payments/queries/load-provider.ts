import { installationSecret } from '../../certificates/mutations/make-authority'
import { db } from '../../db/client'
import { env } from '../../env'
import { unseal } from '../../kernel/sealed'
import { invoiceProvider } from '../mutations/invoice-provider'
import { sandboxProvider } from '../mutations/sandbox-provider'
import type { Provider, ProviderKind } from '../provider'
import { PROVIDER_SECRETS, stripeSecrets, swishSecrets, swishSettings } from '../provider-input'
import { stripeProvider } from '../providers/stripe'
import { swishProvider } from '../providers/swish'

export interface StoredProvider {
  readonly kind: string
  readonly settings: unknown
  readonly secrets: string | null
}

/** How a provider is come by; tests bring their own. */
export type Provide = (stored: StoredProvider) => Provider | null

/** The provider of a stored row; null: its keys are missing, or sealed by another installation. */
export function provide({ kind, settings, secrets }: StoredProvider): Provider | null {
  const { STRIPE_API_URL, SWISH_API_URL } = env()
  switch (kind as ProviderKind) {
    case 'sandbox':
      return sandboxProvider
    case 'invoice':
      return invoiceProvider
    case 'stripe': {
      const keys = stripeSecrets.safeParse(unsealed(secrets))
      return keys.success
        ? stripeProvider({ ...keys.data, webhookSecret: keys.data.webhookSecret || null, apiUrl: STRIPE_API_URL })
        : null
    }
    case 'swish': {
      const keys = swishSecrets.safeParse(unsealed(secrets))
      const said = swishSettings.safeParse(settings)
      if (!keys.success || !said.success) return null
      const { certificate, key, pkcs12, passphrase } = keys.data
      const identity = pkcs12 ? { pfx: Buffer.from(pkcs12, 'base64') } : { cert: certificate, key }
      try {
        return swishProvider({
          ...said.data,
          identity: { ...identity, ...(passphrase && { passphrase }) },
          apiUrl: SWISH_API_URL,
          callbackSecret: installationSecret(),
        })
      } catch {
        return null // a certificate that cannot be read
      }
    }
  }
}

function unsealed(secrets: string | null): unknown {
  if (secrets === null) return null
  try {
    return JSON.parse(unseal(secrets, installationSecret(), PROVIDER_SECRETS).toString('utf8'))
  } catch {
    return null
  }
}

/** The provider of this kind as it is set up, enabled or not: what is open with it must come to its end. null: not set up. */
export async function loadProvider(kind: ProviderKind): Promise<Provider | null> {
  const row = await db().paymentProvider.findUnique({
    where: { kind },
    select: { kind: true, settings: true, secrets: true },
  })
  return row && provide(row)
}
