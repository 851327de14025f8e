'use client'

import './globals.css'

/** When even the frame around the pages fails, the words cannot be fetched: both languages stand here. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="sv">
      <body>
        <main className="grid min-h-dvh place-content-center gap-3 p-6 text-center">
          <h1 className="font-semibold text-lg">Laddvakt går inte att visa just nu</h1>
          <p className="text-muted-foreground">Felet är hos oss. Inget har ändrats. Försök igen om en stund.</p>
          <p lang="en" className="text-muted-foreground">
            Laddvakt cannot be shown right now. The fault is ours and nothing has been changed. Try again in a moment.
          </p>
          <button
            type="button"
            onClick={reset}
            className="justify-self-center rounded-md border border-input px-3 py-1.5"
          >
            Försök igen · Try again
          </button>
        </main>
      </body>
    </html>
  )
}
