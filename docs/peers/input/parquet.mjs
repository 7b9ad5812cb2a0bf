// Reads a Parquet file with an implementation in JavaScript (hyparquet) or in Rust,
// compiled to WebAssembly (parquet-wasm): prints the seconds until all columns are
// there, and the sum of their values. node parquet.mjs reader FILE
import { readFileSync } from 'node:fs'

const [reader, path] = process.argv.slice(2)
const start = performance.now()
const bytes = readFileSync(path)
let columns
if (reader === 'rust') {
  const { readParquet } = await import('parquet-wasm/node')
  const { tableFromIPC } = await import('apache-arrow')
  const table = tableFromIPC(readParquet(bytes).intoIPCStream())
  columns = table.schema.fields.map(f => f.name).filter(n => n !== 'id').map(n => table.getChild(n))
} else {
  const { parquetReadObjects, parquetMetadata } = await import('hyparquet')
  const { compressors } = await import('hyparquet-compressors')
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const rows = await parquetReadObjects({ file, compressors })
  const names = parquetMetadata(file).schema.slice(1).map(c => c.name).filter(n => n !== 'id')
  columns = names.map(n => rows.map(r => r[n]))
}
const seconds = (performance.now() - start) / 1000
let sum = 0
for (const column of columns) for (const v of column) if (v !== null) sum += v
console.log(seconds.toFixed(4), sum.toExponential(9))
