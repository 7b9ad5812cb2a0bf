// Makes the .parquet files beside it, by the Rust implementation of Parquet compiled
// to WebAssembly, and by one in JavaScript; and expected.txt: what they hold.
//
//	npm install apache-arrow@21 parquet-wasm@0.8 hyparquet-writer && node make.mjs
import { writeFileSync } from 'node:fs'
import * as arrow from 'apache-arrow'
import * as rust from 'parquet-wasm/node'
import { parquetWriteBuffer } from 'hyparquet-writer'

const rows = 70
const ids = Array.from({ length: rows }, (_, i) => i % 7 == 3 ? 'same' : `gene "${i}", é`)
const numbers = (f, missing) => Array.from({ length: rows }, (_, i) => missing && i % missing == 0 ? null : f(i))
const columns = {
  double: [new arrow.Float64(), numbers(i => Math.sin(i) * 10 ** (i - 30))],
  float: [new arrow.Float32(), numbers(i => Math.fround(Math.cos(i)), 5)],
  int8: [new arrow.Int8(), numbers(i => i - 35)],
  uint8: [new arrow.Uint8(), numbers(i => 255 - i, 3)],
  int16: [new arrow.Int16(), numbers(i => 400 * i - 32768)],
  uint16: [new arrow.Uint16(), numbers(i => 65535 - i)],
  int32: [new arrow.Int32(), numbers(i => 2 ** 31 - 1 - i * 61356675, 70)],
  uint32: [new arrow.Uint32(), numbers(i => 2 ** 32 - 1 - i, 2)],
  int64: [new arrow.Int64(), numbers(i => -(2n ** 63n) + BigInt(i) * 3n ** 30n)],
  uint64: [new arrow.Uint64(), numbers(i => 2n ** 64n - 1n - BigInt(i) * 3n ** 20n)],
  'dots.and spaces': [new arrow.Float64(), numbers(() => null)],
}
const vectors = Object.fromEntries(Object.entries(columns).map(([name, [type, values]]) => [name, arrow.vectorFromArray(values, type)]))

function write(name, table, props) {
  const wasm = rust.Table.fromIPCStream(arrow.tableToIPC(table, 'stream'))
  writeFileSync(name + '.parquet', rust.writeParquet(wasm, props))
}

const named = new arrow.Table({ probe: arrow.vectorFromArray(ids, new arrow.Utf8()), ...vectors })
for (const [name, codec] of Object.entries(rust.Compression).filter(([name]) => ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD', 'BROTLI', 'LZ4_RAW'].includes(name))) {
  write(name.toLowerCase(), named, new rust.WriterPropertiesBuilder().setCompression(codec).build())
}
write('groups', named, new rust.WriterPropertiesBuilder().setMaxRowGroupSize(16).setDataPageSizeLimit(64).setWriteBatchSize(8).build())
write('version2', named, new rust.WriterPropertiesBuilder().setWriterVersion(rust.WriterVersion.V2).setDictionaryEnabled(false).build())
write('numbered', new arrow.Table(vectors))

writeFileSync('javascript.parquet', Buffer.from(parquetWriteBuffer({
  rowGroupSize: 32,
  columnData: [
    { name: 'double', data: columns.double[1], type: 'DOUBLE' },
    { name: 'float', data: columns.float[1], type: 'FLOAT' },
    { name: 'probe', data: ids, type: 'STRING' },
    { name: 'int32', data: columns.int32[1], type: 'INT32' },
    { name: 'int64', data: columns.int64[1], type: 'INT64' },
  ],
})))

const refused = {
  'two-texts': { a: arrow.vectorFromArray(['x'], new arrow.Utf8()), b: arrow.vectorFromArray(['x'], new arrow.Utf8()), c: arrow.vectorFromArray([1], new arrow.Float64()) },
  boolean: { a: arrow.vectorFromArray([true], new arrow.Bool()) },
  timestamp: { a: arrow.vectorFromArray([new Date(0)], new arrow.TimestampMillisecond()) },
  list: { a: arrow.vectorFromArray([[1, 2]], new arrow.List(new arrow.Field('item', new arrow.Float64()))) },
  struct: { a: arrow.vectorFromArray([{ b: 1 }], new arrow.Struct([new arrow.Field('b', new arrow.Float64())])) },
  'text-only': { a: arrow.vectorFromArray(['x'], new arrow.Utf8()) },
  index: { a: arrow.vectorFromArray([1], new arrow.Float64()), __index_level_0__: arrow.vectorFromArray([1n], new arrow.Int64()) },
  'no-rows': { a: arrow.vectorFromArray([], new arrow.Float64()) },
}
for (const [name, columns] of Object.entries(refused)) write(name, new arrow.Table(columns))

const lines = ['probe\t' + ids.join('\t')]
for (const [name, [, values]] of Object.entries(columns)) {
  lines.push(name + '\t' + values.map(v => v === null ? 'NA' : String(v)).join('\t'))
}
writeFileSync('expected.txt', lines.join('\n') + '\n')
