// DuckDB v1.5.6: npm install @duckdb/node-api && node make.duckdb.mjs
import { DuckDBInstance } from '@duckdb/node-api'
const c = await (await DuckDBInstance.create(':memory:')).connect()
const pandas = (...columns) => `, KV_METADATA {pandas: '{"index_columns": ${JSON.stringify(columns)}}'}`
const write = (name, select, more = '') => c.run(`COPY (${select}) TO '${name}.parquet' (FORMAT parquet${more})`)
await write('boolean-missing', `SELECT CASE WHEN i % 3 = 2 THEN NULL ELSE i % 5 < 2 END AS a, i % 2 = 0 AS b FROM range(20000) t(i)`, ', ROW_GROUP_SIZE 6144')
await write('big-unsigned', `SELECT 18446744073709551615::UBIGINT AS u, -9007199254740993::BIGINT AS i UNION ALL SELECT 18446744073709551614::UBIGINT, 9007199254740992 UNION ALL SELECT 9007199254740992::UBIGINT, NULL`)
await write('pandas-missing-id', `SELECT NULL::BIGINT AS __index_level_0__, 1.5::DOUBLE AS s UNION ALL SELECT -3, 2.5::DOUBLE`, pandas('__index_level_0__'))
await write('pandas-text-index', `SELECT 'g1' AS gene, 7 AS s, 1::BIGINT AS n`, pandas('gene'))
await write('pandas-range', `SELECT 7 AS s, 1::BIGINT AS n`, pandas({kind: 'range', name: null, start: 0, stop: 1, step: 1}))
await write('pandas-two', `SELECT 'g1' AS gene, 7 AS chr, 1.5::DOUBLE AS s`, pandas('gene', 'chr'))
await write('pandas-float', `SELECT 1.5::DOUBLE AS t, 7 AS s`, pandas('t'))
await write('pandas-and-text', `SELECT 1 AS n, 'x' AS gene, 7 AS s`, pandas('n'))
await write('int-ids', `SELECT i + 100 AS gene, i * 2.0::DOUBLE AS a FROM range(5) t(i)`)
await write('null-id', `SELECT * FROM (VALUES ('g', 1.0::DOUBLE), (NULL, 1), ('g', 1)) t(id, a)`)
