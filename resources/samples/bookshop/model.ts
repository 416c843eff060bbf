import { boolean, check, dateTime, double, index, integer, numeric, primaryKey, sql, string, table, text } from "retort";

export const authors = table("authors", {
  id: integer().primaryKey(),
  name: string(120).notNull(),
  born: integer(),
});

export const books = table(
  "books",
  {
    id: integer().primaryKey(),
    title: string(200).notNull(),
    subtitle: string(200),
    isbn: string(17).notNull().unique(),
    price: double().notNull(),
    published: integer(),
    in_print: boolean().notNull().default(true),
    author_id: integer().notNull().references("authors", "id"),
    price_cents: integer().notNull().default(0),
  },
  [index("ix_books_author", ["author_id"]), index("ix_books_title", [sql`lower(title)`])],
);

export const customers = table(
  "customers",
  {
    id: integer().primaryKey(),
    mail: string(255).notNull().unique(),
    note: text(),
    created_at: dateTime().notNull().default(sql`CURRENT_TIMESTAMP`),
    first_name: string(80),
    last_name: string(80),
    points: integer().notNull().default(0),
  },
  [index("ix_customers_points", ["points"])],
);

export const orders = table(
  "orders",
  {
    id: integer().primaryKey().autoIncrement(),
    customer_id: integer().notNull().references("customers", "id", { onDelete: "cascade" }),
    total: numeric(12, 2).notNull().default(0),
    created_at: dateTime().notNull().default(sql`CURRENT_TIMESTAMP`),
    address_id: integer().references("addresses", "id", { onDelete: "set null" }),
    currency: string(3).notNull().default("EUR"),
  },
  [index("ix_orders_customer", ["customer_id"]), index("ix_orders_currency_day", ["currency", sql`date(created_at)`])],
);

export const orderLines = table(
  "order_lines",
  {
    id: integer().primaryKey(),
    order_id: integer().notNull().references("orders", "id", { onDelete: "cascade" }),
    book_id: integer().notNull().references("books", "id"),
    quantity: integer().notNull().default(1),
    price: double().notNull(),
    price_cents: integer().notNull().default(0),
  },
  [index("ix_order_lines_order", ["order_id"]), check("ck_order_lines_quantity", sql`quantity > 0`)],
);

export const addresses = table(
  "addresses",
  {
    id: integer().primaryKey(),
    customer_id: integer().notNull().references("customers", "id", { onDelete: "cascade" }),
    street: string(200).notNull(),
    city: string(100).notNull(),
    country: string(2).notNull(),
    is_default: boolean().notNull().default(false),
  },
  [index("uq_addresses_default", ["customer_id"], { unique: true, where: sql`is_default = 1` })],
);

export const reviews = table(
  "reviews",
  {
    id: integer().primaryKey(),
    book_id: integer().notNull().references("books", "id", { onDelete: "cascade" }),
    customer_id: integer().notNull().references("customers", "id", { onDelete: "cascade" }),
    rating: integer().notNull(),
    body: text(),
    created_at: dateTime().notNull().default(sql`CURRENT_TIMESTAMP`),
    state: string(12).notNull().default("published"),
  },
  [
    index("ix_reviews_book", ["book_id"]),
    index("ix_reviews_state", ["state", "created_at"]),
    check("ck_reviews_rating", sql`rating BETWEEN 1 AND 5`),
  ],
);

export const wishlists = table("wishlists", {
  id: integer().primaryKey(),
  customer_id: integer().notNull().references("customers", "id", { onDelete: "cascade" }),
  name: string(80).notNull(),
});

export const wishlistItems = table(
  "wishlist_items",
  {
    wishlist_id: integer().notNull().references("wishlists", "id", { onDelete: "cascade" }),
    book_id: integer().notNull().references("books", "id", { onDelete: "cascade" }),
    price_when_added: double(),
    added_at: dateTime(),
  },
  [primaryKey("pk_wishlist_items", ["wishlist_id", "book_id"])],
);
