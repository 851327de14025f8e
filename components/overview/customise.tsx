'use client'

import { ArrowDown, ArrowUp, SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Label } from '@/components/ui/label'
import { FIGURES, type OverviewLayout, OWN_LAYOUT, PANELS, USUAL_LAYOUT } from '@/lib/overview/layout'
import type { ViewPlace } from '@/lib/saved-views/saved-view'

interface CustomiseProps {
  layout: OverviewLayout
  /** The kept choice; null: none. */
  keptId: string | null
  actions: {
    save: Action<{ place: ViewPlace; name: string; view: Record<string, unknown>; isShared: boolean }, string>
    remove: Action<{ id: string }>
  }
}

interface Choice {
  readonly id: string
  readonly isShown: boolean
}

const choicesOf = (all: readonly string[], shown: readonly string[]): readonly Choice[] => [
  ...shown.map((id) => ({ id, isShown: true })),
  ...all.filter((id) => !shown.includes(id)).map((id) => ({ id, isShown: false })),
]
const shownOf = (choices: readonly Choice[]) => choices.filter(({ isShown }) => isShown).map(({ id }) => id)

/** A person's own choice and order of figures and panels. */
export function Customise(props: CustomiseProps) {
  const t = useTranslations('overview.customise')
  return (
    <FormDialog
      title={t('title')}
      description={t('text')}
      trigger={
        <Button variant="outline">
          <SlidersHorizontal aria-hidden />
          {t('open')}
        </Button>
      }
    >
      {(close) => <Choices {...props} onDone={close} />}
    </FormDialog>
  )
}

function Choices({ layout, keptId, actions, onDone }: CustomiseProps & { onDone: () => void }) {
  const t = useTranslations('overview')
  const { act, pending } = useAct()
  const [figures, setFigures] = useState(() => choicesOf(FIGURES, layout.figures))
  const [panels, setPanels] = useState(() => choicesOf(PANELS, layout.panels))
  const chosen = { figures: shownOf(figures), panels: shownOf(panels) }
  const save = () =>
    act(actions.save, { place: 'overview', name: OWN_LAYOUT, view: chosen, isShared: false }, t('customise.saved'))
  return (
    <form
      className="grid gap-5"
      onSubmit={async (event) => {
        event.preventDefault()
        if (await save()) onDone()
      }}
    >
      <Order
        legend={t('customise.figures')}
        choices={figures}
        nameOf={(id) => t(`figures.${id}` as 'figures.working')}
        onChange={setFigures}
      />
      <Order
        legend={t('customise.panels')}
        choices={panels}
        nameOf={(id) => t(`customise.panel.${id}` as 'customise.panel.map')}
        onChange={setPanels}
      />
      {chosen.figures.length + chosen.panels.length === 0 && (
        <p role="alert" className="text-destructive text-sm">
          {t('customise.nothing')}
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Button
          variant="ghost"
          disabled={pending}
          onClick={async () => {
            if (keptId === null) {
              setFigures(choicesOf(FIGURES, USUAL_LAYOUT.figures))
              setPanels(choicesOf(PANELS, USUAL_LAYOUT.panels))
            } else if (await act(actions.remove, { id: keptId }, t('customise.reset'))) onDone()
          }}
        >
          {t('customise.usual')}
        </Button>
        <FormButtons pending={pending} />
      </div>
    </form>
  )
}

interface OrderProps {
  legend: string
  choices: readonly Choice[]
  nameOf: (id: string) => string
  onChange: (choices: readonly Choice[]) => void
}

/** Ticked ones are shown, in this order; moved with buttons, so that a keyboard is enough. */
function Order({ legend, choices, nameOf, onChange }: OrderProps) {
  const t = useTranslations('overview.customise')
  const move = (at: number, by: number) => {
    const next = [...choices]
    const [one] = next.splice(at, 1)
    if (one) next.splice(at + by, 0, one)
    onChange(next)
  }
  return (
    <fieldset>
      <legend className="mb-1 text-muted-foreground text-xs">{legend}</legend>
      <ol className="divide-y rounded-md border">
        {choices.map(({ id, isShown }, at) => (
          <li key={id} className="flex items-center gap-1 py-0.5 pr-1 pl-3">
            <Label className="flex flex-1 items-center gap-2.5 font-normal">
              <Checkbox
                checked={isShown}
                onCheckedChange={(on) =>
                  onChange(choices.map((one) => (one.id === id ? { id, isShown: on === true } : one)))
                }
              />
              {nameOf(id)}
            </Label>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('up', { name: nameOf(id) })}
              disabled={at === 0}
              onClick={() => move(at, -1)}
            >
              <ArrowUp aria-hidden />
            </Button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('down', { name: nameOf(id) })}
              disabled={at === choices.length - 1}
              onClick={() => move(at, 1)}
            >
              <ArrowDown aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
    </fieldset>
  )
}
