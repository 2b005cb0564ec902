/**
 * Names that RDS refuses for a database, because PostgreSQL or MySQL has them for itself.
 * https://www.postgresql.org/docs/current/sql-keywords-appendix.html, https://dev.mysql.com/doc/refman/8.4/en/keywords.html
 */
const RESERVED = new Set(
    (
        "all analyse analyze and any array as asc asymmetric authorization between both by case cast check collate column " +
        "constraint create cross current_date current_time current_timestamp current_user database databases default " +
        "deferrable delete desc describe distinct do drop else end except exists explain false fetch for foreign freeze from " +
        "full grant group having ilike in index information_schema initially inner innodb insert intersect into is isnull " +
        "join key keys lateral leading left like limit localtime localtimestamp lock match mysql natural not notnull null " +
        "offset on only option or order outer overlaps performance_schema placing primary procedure rdsadmin references " +
        "rename replace returning right schema schemas select session_user set show similar some symmetric sys table " +
        "tablesample template0 template1 then tmp to trailing trigger true union unique update use user using values " +
        "variadic verbose view when where window with"
    ).split(" "),
);

/** Whether the server has a word for itself. */
export function isReserved(name: string): boolean {
    return RESERVED.has(name);
}
