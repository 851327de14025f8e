import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db } from '../../db/client'
import { PROVIDER_KINDS, type ProviderKind } from '../provider'
import { swishSettings } from '../provider-input'

/** A provider as its settings page shows it: never a secret, only whether there is one. */
export interface ProviderRow {
  readonly kind: ProviderKind
  readonly isEnabled: boolean
  /** Decimal string. */
  readonly cap: string
  readonly payeeAlias: string
  readonly hasSecrets: boolean
  readonly testedAt: Date | null
  /** 'ok', or what the provider said; null: never tested. */
  readonly testResult: string | null
}

const USUAL_CAP: Readonly<Record<ProviderKind, string>> = {
  stripe: '500',
  swish: '300',
  sandbox: '500',
  invoice: '1000',
}

/** Every kind there is, set up or not. @throws DomainError forbidden */
export async function listProviders(actor: Actor): Promise<ProviderRow[]> {
  requireAct(actor, 'payment-providers.write')
  requireAllSites(actor)
  const rows = await db().paymentProvider.findMany()
  return PROVIDER_KINDS.map((kind) => {
    const row = rows.find((one) => one.kind === kind)
    return {
      kind,
      isEnabled: row?.isEnabled ?? false,
      cap: row ? row.cap.toFixed(2).replace(/\.00$/, '') : USUAL_CAP[kind],
      payeeAlias: swishSettings.safeParse(row?.settings).data?.payeeAlias ?? '',
      hasSecrets: row?.secrets != null,
      testedAt: row?.testedAt ?? null,
      testResult: row?.testResult ?? null,
    }
  })
}
