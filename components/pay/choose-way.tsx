'use client'

import { ArrowLeft, CreditCard, FlaskConical, Smartphone } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Power } from '@/components/ui/format'
import { formatMoney } from '@/components/ui/format-values'
import { Input } from '@/components/ui/input'
import { PayProblem } from './pay-problem'

type Kind = 'stripe' | 'swish' | 'sandbox'
export interface BeginInput {
  station: string
  evse: number
  connector: number
  kind: Kind
  tariffVersionId: string
  language: 'sv' | 'en'
  phone?: string
}

interface ChooseWayProps {
  station: { identity: string; name: string }
  evse: number
  connector: number
  connectorType: string | null
  maxPowerW: number | null
  isOnline: boolean
  terms: { tariffVersionId: string; currency: string; words: string } | null
  ways: readonly { kind: Kind; cap: string }[]
  begin: (input: BeginInput) => Promise<{ problem: string | null; key?: string }>
}

const ICON = { stripe: CreditCard, swish: Smartphone, sandbox: FlaskConical } as const

/** The price first, then the ways to pay, each with what it reserves. */
export function ChooseWay(props: ChooseWayProps) {
  const { station, evse, connector, connectorType, maxPowerW, isOnline, terms, ways, begin } = props
  const t = useTranslations('pay')
  const types = useTranslations('stations.type')
  const locale = useLocale()
  const router = useRouter()
  const [pending, setPending] = useState<Kind | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [phone, setPhone] = useState('')

  const choose = async (kind: Kind) => {
    if (terms === null) return
    setPending(kind)
    setProblem(null)
    const language = locale === 'en' ? 'en' : 'sv'
    const { tariffVersionId } = terms
    const wish = { station: station.identity, evse, connector, kind, tariffVersionId, language } as const
    const result = await begin(kind === 'swish' ? { ...wish, phone } : wish).catch(() => ({
      problem: 'failed',
      key: undefined,
    }))
    if (result.key !== undefined) router.push(`/s/pay/${result.key}`)
    else {
      setProblem(result.problem)
      setPending(null)
      // The price or the outlet may have changed: show it as it is.
      router.refresh()
    }
  }
  return (
    <>
      <Link
        href={`/s/${encodeURIComponent(station.identity)}`}
        className="inline-flex min-h-11 w-fit items-center gap-1.5 text-muted-foreground"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {station.name}
      </Link>
      <header>
        <h1 className="font-semibold text-2xl tracking-tight">{t('choose.title', { evse })}</h1>
        <p className="text-muted-foreground">
          {connectorType && (types.has(connectorType) ? types(connectorType) : connectorType)}
          {maxPowerW !== null && (
            <>
              {' · '}
              <Power w={maxPowerW} digits={0} />
            </>
          )}
        </p>
      </header>
      <Card>
        <CardContent className="grid gap-1 p-4">
          <h2 className="text-muted-foreground text-sm">{t('choose.price')}</h2>
          <p className="font-semibold text-xl leading-snug" data-testid="pay-price">
            {terms?.words ?? t('choose.noPrice')}
          </p>
        </CardContent>
      </Card>
      <PayProblem problem={problem ?? (isOnline ? null : 'station-offline')} />
      {terms !== null && ways.length === 0 && <p className="text-muted-foreground">{t('choose.noWays')}</p>}
      {terms !== null &&
        ways.map(({ kind, cap }) => {
          const Icon = ICON[kind]
          const amount = formatMoney(cap, terms.currency, locale)
          return (
            <section key={kind} className="grid gap-2">
              {kind === 'swish' && (
                <Field label={t('choose.phone')} description={t('choose.phoneHelp')}>
                  <Input
                    type="tel"
                    inputMode="tel"
                    autoComplete="tel"
                    className="h-12 text-base"
                    value={phone}
                    onChange={(event) => setPhone(event.target.value)}
                  />
                </Field>
              )}
              <Button
                className="h-14 w-full text-base"
                variant={kind === 'sandbox' && ways.length > 1 ? 'outline' : 'default'}
                pending={pending === kind}
                disabled={pending !== null || !isOnline}
                onClick={() => choose(kind)}
              >
                <Icon aria-hidden />
                {t(`choose.way.${kind}`)}
              </Button>
              <p className="text-muted-foreground text-sm">{t(`choose.means.${kind}`, { amount })}</p>
            </section>
          )
        })}
      <p className="text-muted-foreground text-sm">{t('choose.then')}</p>
    </>
  )
}
