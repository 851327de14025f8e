'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { useProblem } from '@/components/forms/use-problem'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { describeTariff } from '@/lib/tariffs/describe-tariff'
import type { TariffDraft } from '@/lib/tariffs/draft/draft'
import { readDraft } from '@/lib/tariffs/draft/read-draft'
import { writeDraft } from '@/lib/tariffs/draft/write-draft'
import type { TariffTerms } from '@/lib/tariffs/tariff'
import type { TariffInput } from '@/lib/tariffs/tariff-input'
import { type PreviewSession, TariffPreview, type TariffPreviewAction } from '../tariff-preview'
import { BasicsSection } from './basics-section'
import { type CompareAction, CompareCard } from './compare-card'
import { pricesInWords } from './draft-words'
import { Editing } from './edit-context'
import { LimitsSection } from './limits-section'
import { MeaningCard } from './meaning-card'
import { OcpiImport } from './ocpi-import'
import { PriceFields } from './price-fields'
import { instantOf, type QuoteAction, QuoteCard } from './quote-card'
import { Section } from './section'
import { SpecialsSection } from './specials-section'
import { WeekSection } from './week-section'
import { type When, WhenSection } from './when-section'

export interface SavedTariff {
  readonly id: string
  readonly number: number
  readonly isNewVersion: boolean
}

interface TariffEditorProps {
  name: string
  terms: TariffTerms
  /** The version being changed; null for a new tariff. */
  basedOn: number | null
  save: Action<{ tariff: TariffInput; isDefault: boolean }, SavedTariff>
  quote: QuoteAction
  compare: CompareAction
  preview: TariffPreviewAction
  sessions: readonly PreviewSession[]
  /** Whose sessions the comparison can look at. */
  compared: readonly { readonly id: string; readonly name: string }[]
  /** Local time at which a quote begins: `2026-11-20T17:00`. */
  arrives: string
  /** Whether a point of 50 kW or more uses it. */
  isFast: boolean
  /** Ticked from the start where there is no default yet. */
  suggestsDefault?: boolean
  cancel: ReactNode
}

/** All a tariff can hold, and beside it what that means: in words, by the law, for a charge to come and for last month's. */
export function TariffEditor({
  name,
  terms: initial,
  basedOn,
  save,
  suggestsDefault = false,
  ...props
}: TariffEditorProps) {
  const t = useTranslations('tariffEditor')
  const errors = useTranslations('errors')
  const locale = useLocale()
  const router = useRouter()
  const { refusal } = useProblem()
  const [opened] = useState(() => readDraft(name, initial, locale === 'sv'))
  const [draft, setDraft] = useState(opened)
  const [when, setWhen] = useState<When>({ mode: 'now', at: '', note: '', isDefault: suggestsDefault })
  const [isAttempted, setAttempted] = useState(false)
  const [pending, setPending] = useState(false)
  const change = (some: Partial<TariffDraft>) => setDraft((before) => ({ ...before, ...some }))

  const { terms: written, problems } = writeDraft(draft)
  // Opened and not touched, a tariff says what it said, in its own elements.
  const terms = written !== null && basedOn !== null && isSame(draft, opened) ? initial : written
  const effectiveFrom = when.mode === 'later' ? instantOf(when.at) : null
  const isWhole = draft.name.trim() !== '' && terms !== null && (when.mode === 'now' || effectiveFrom !== null)
  const tariff: TariffInput | null = terms && { name: draft.name.trim() || '–', ...terms }
  const words = (prices: TariffDraft['base']) => pricesInWords(draft, prices, locale)
  const hasSpot = terms?.elements.some(({ components }) => components.some((one) => 'spot' in one && one.spot)) ?? false

  const submit = async () => {
    setAttempted(true)
    if (!isWhole || tariff === null) {
      toast.error(t('save.incomplete'))
      return
    }
    setPending(true)
    try {
      const input = { ...tariff, note: when.note, effectiveFrom }
      const result = await save({ tariff: input, isDefault: when.isDefault })
      if (!result.ok) {
        toast.error(refusal(result))
        return
      }
      const { id, number, isNewVersion } = result.data
      toast.success(
        basedOn === null
          ? t('save.created', { name: draft.name })
          : isNewVersion
            ? t(effectiveFrom ? 'save.planned' : 'save.saved', { name: draft.name, number })
            : t('save.renamed', { name: draft.name }),
      )
      router.push(`/tariffs/${id}`)
      router.refresh()
    } catch {
      // The request itself failed (no network, the server restarting): nothing is known to be saved.
      toast.error(errors('unexpected'))
    } finally {
      setPending(false)
    }
  }

  return (
    <Editing currency={draft.currency} problems={problems} isAttempted={isAttempted}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
        // A stray Enter in one of so many fields shall not make a version.
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
        }}
        className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,19rem)] xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]"
      >
        <div className="grid min-w-0 gap-4">
          <BasicsSection
            draft={draft}
            isNameless={isAttempted && draft.name.trim() === ''}
            onChange={change}
            actions={<OcpiImport onRead={(read) => setDraft(readDraft(draft.name, read, locale === 'sv'))} />}
          />
          <Section title={t('base.title')} text={t('base.text')}>
            <PriceFields place="base" prices={draft.base} onChange={(base) => change({ base })} />
          </Section>
          <WeekSection draft={draft} onChange={change} inWords={words} />
          <SpecialsSection draft={draft} onChange={change} inWords={words} />
          <LimitsSection draft={draft} onChange={change} />
          <WhenSection when={when} onChange={setWhen} isNew={basedOn === null} isAttempted={isAttempted} />
        </div>
        <div className="grid min-w-0 gap-4 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-8rem)] lg:overflow-y-auto">
          <MeaningCard terms={terms} usual={props.isFast ? 'fast' : 'slow'} />
          <Card className="p-4">
            <Tabs defaultValue="quote">
              <TabsList aria-label={t('try.title')}>
                <TabsTrigger value="quote">{t('try.quote')}</TabsTrigger>
                <TabsTrigger value="compare">{t('try.compare')}</TabsTrigger>
                <TabsTrigger value="session">{t('try.session')}</TabsTrigger>
              </TabsList>
              <TabsContent value="quote">
                <QuoteCard tariff={tariff} hasSpot={hasSpot} arrives={props.arrives} quote={props.quote} />
              </TabsContent>
              <TabsContent value="compare">
                <CompareCard tariff={tariff} choices={props.compared} compare={props.compare} />
              </TabsContent>
              <TabsContent value="session">
                <TariffPreview tariff={tariff} preview={props.preview} sessions={props.sessions} />
              </TabsContent>
            </Tabs>
          </Card>
        </div>
        <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-end gap-2 border-t bg-background px-4 py-3 md:-mx-6 md:px-6 lg:col-span-2">
          <p className="mr-auto text-muted-foreground text-xs max-lg:hidden">{t('save.running')}</p>
          {/* Where the meaning stands below, its sentence follows the writing. */}
          <p aria-hidden className="mr-auto line-clamp-2 basis-full text-xs first-letter:uppercase lg:hidden">
            {terms && describeTariff(terms, locale)}
          </p>
          {props.cancel}
          <Button type="submit" pending={pending}>
            {basedOn === null ? t('save.create') : t('save.version', { number: basedOn + 1 })}
          </Button>
        </div>
      </form>
    </Editing>
  )
}

const isSame = ({ name: _, ...a }: TariffDraft, { name: __, ...b }: TariffDraft) =>
  JSON.stringify(a) === JSON.stringify(b)
