import { openHouse } from './house'

// npm run dev: the house from its sources; pages reload as they are edited. Beside a running house: its own data folder.
await openHouse({ dev: true, defaults: { DATA_DIR: '.laddvakt-dev' } })
