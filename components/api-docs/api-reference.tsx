import { useTranslations } from 'next-intl'
import { type ApiDocument, operationsByTag } from './api-document'
import { OperationCard } from './operation-card'
import { Prose } from './prose'

/** The whole reference from the OpenAPI document: contents at the left, operations grouped by subject. */
export function ApiReference({ document, origin }: { document: ApiDocument; origin: string }) {
  const t = useTranslations('apiDocs')
  const groups = operationsByTag(document)
  const schemas = document.components?.schemas ?? {}
  const base = `${origin}${document.servers?.[0]?.url ?? ''}`
  return (
    <div className="grid gap-6 xl:grid-cols-[15rem_minmax(0,1fr)]">
      <nav aria-label={t('contents')} className="hidden xl:block">
        <ul className="sticky top-16 flex max-h-[calc(100dvh-6rem)] flex-col gap-3 overflow-auto pb-4">
          {[...groups].map(([tag, operations]) => (
            <li key={tag}>
              <a href={`#${tag}`} className="font-medium hover:underline">
                {t(`tags.${tag}`)}
              </a>
              <ul className="mt-1 flex flex-col gap-0.5">
                {operations.map(({ method, path, operation }) => (
                  <li key={operation.operationId}>
                    <a
                      href={`#${operation.operationId}`}
                      className="flex gap-1.5 rounded-md py-1 text-muted-foreground text-xs hover:text-foreground"
                    >
                      <span className="w-10 shrink-0 font-mono">{method}</span>
                      <span className="truncate font-mono">{path}</span>
                    </a>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex min-w-0 flex-col gap-8">
        <div className="flex max-w-3xl flex-col gap-2">
          {document.info.description?.split('\n\n').map((paragraph) => (
            <p key={paragraph}>
              <Prose text={paragraph} />
            </p>
          ))}
          <p>
            <a href={`${document.servers?.[0]?.url ?? ''}/openapi.json`} className="underline underline-offset-4">
              {t('download')}
            </a>
          </p>
        </div>
        {[...groups].map(([tag, operations]) => (
          <section key={tag} id={tag} className="flex scroll-mt-16 flex-col gap-3">
            <h2 className="font-semibold text-base">{t(`tags.${tag}`)}</h2>
            {operations.map((listed) => (
              <OperationCard key={listed.operation.operationId} base={base} listed={listed} schemas={schemas} />
            ))}
          </section>
        ))}
      </div>
    </div>
  )
}
