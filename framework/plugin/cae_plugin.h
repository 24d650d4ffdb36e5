/* The one header of a cae-lab plugin. C99 and C++; docs/plugins.md walks through writing one.
 *
 * A plugin is a shared object that exports one object, `cae_plugin_entry`. cae-lab reads its magic number,
 * ABI version and sizes from the file before any code of it runs. No exception may pass this interface, in
 * either direction. A call must return: exit, abort and crashes are attributed to the plugin. Rounding mode,
 * traps, locale, working directory, environment, file mode mask and signal handlers are restored after each
 * call. Text is UTF-8 and ends with a NUL. What a call receives belongs to the host and is
 * valid until the call returns, except cae_host, which is valid as long as the instance.
 *
 * Compatibility: within one ABI version fields are only added at the end of a struct, and struct_size tells
 * how many there are; cae_value does not change. Any other change raises CAE_PLUGIN_ABI_VERSION. */
#ifndef CAE_PLUGIN_H
#define CAE_PLUGIN_H

#include <float.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CAE_PLUGIN_MAGIC UINT64_C(0x6e6c702d62616c63)
#define CAE_PLUGIN_ABI_VERSION 1

/* The result of every function that can fail. Before returning CAE_FAILED, call host->report_error. */
enum { CAE_OK = 0, CAE_FAILED = 1 };

/* ---- Parameters: what an experiment may set ---- */

enum {
  CAE_INTEGER = 1, /* value.integer, and the same in value.number */
  CAE_NUMBER = 2,  /* value.number, finite; an experiment may write an integer */
  CAE_FLAG = 3,    /* value.integer, 0 or 1 */
  CAE_WORD = 4,    /* value.text, one of `choices` */
  CAE_TEXT = 5,    /* value.text, any */
  CAE_LAYER = 6,   /* value.text, a layer of the model, or "code" for the latent code */
  CAE_TABLE = 7    /* value.text, one of `choices` or the name of a table made before. An experiment may also
                      name    the use that made it; the plugin is told the table's name as cae_table has it */
};

#define CAE_LOWEST (-DBL_MAX) /* a range without a lower or an upper end */
#define CAE_HIGHEST DBL_MAX

typedef struct cae_parameter {
  const char* name;          /* lower-case letters, digits and '_'; not "plugin" */
  uint32_t type;             /* CAE_INTEGER ... CAE_LAYER */
  const char* default_value; /* as an experiment would write it: "0.2", "true", "once"; NULL: must be given */
  double minimum, maximum;   /* of an integer or number, both inclusive; 0 and 0: any */
  const char* choices;       /* of a word: "once|epoch"; of a table: words that stand for none */
  const char* help;          /* one line */
} cae_parameter;

/* The value of one parameter, checked against its declaration. */
typedef struct cae_value {
  int64_t integer;
  double number;
  const char* text; /* "" where the type has none */
} cae_value;

/* ---- The trained model ---- */

/* A parameter of the model: row-major numbers, in the shape that docs/language.md gives. */
typedef struct cae_array {
  uint32_t struct_size;
  const char* name; /* "conv1.weight" */
  size_t rank;
  const size_t* sizes; /* rank of them */
  const float* values; /* NULL in `check` */
} cae_array;

/* With the weights that the use asks for. */
typedef struct cae_model {
  uint32_t struct_size;
  void* context;
  size_t code_units;              /* numbers of the latent code; 0: nothing decodes a code alone */
  size_t channels, height, width; /* of a reconstruction */

  /* images = what the decoder makes of `count` codes of code_units numbers, in C,H,W order: count x channels
   * x height x width, pixels as a reconstruction has them. Not in `check`. From the thread of the call. */
  int (*decode)(void* context, const float* codes, size_t count, float* images);

  size_t parameter_count;
  const cae_array* const* parameters; /* parameter_count of them, in the order of the model's text */
} cae_model;

/* ---- What the host does for a plugin. Every function takes `context` first. ---- */

typedef struct cae_host {
  uint32_t struct_size;
  uint32_t abi_version;
  void* context;
  uint64_t seed; /* of the run; differs between two uses of one plugin in one list */

  /* One line of progress for the user, at most 1000 from one instance. From any thread. */
  void (*log)(void* context, const char* text);

  /* values[i] = the i-th random number of (seed, purpose, epoch, sample): uniform in [0,1), or normal with
   * mean 0 and variance 1. No hidden state: the same arguments give the same numbers, on any thread.
   * `purpose` is any text, such as the plugin's name. */
  void (*uniform)(void* context, uint64_t seed, const char* purpose, uint32_t epoch, uint64_t sample,
                  float* values, size_t count);
  void (*normal)(void* context, uint64_t seed, const char* purpose, uint32_t epoch, uint64_t sample,
                 float* values, size_t count);

  /* Calls body(data, i) for every i below count, on several threads, and returns when all are done. Which
   * thread does which i is not defined: what one i writes may depend on i alone, and sums over i must be made
   * afterwards, in order. */
  void (*parallel_for)(void* context, size_t count, void (*body)(void* data, size_t index), void* data);

  /* Why a value of a declared parameter cannot be used ("must be below `high`"); then return CAE_FAILED or
   * NULL. From any thread. */
  void (*report_parameter_error)(void* context, const char* parameter, const char* text);
  /* Why the work failed; then return CAE_FAILED or NULL. From any thread. The first five different reports of
   * a call are shown. */
  void (*report_error)(void* context, const char* text);

  /* How much of an extract or analyse is done, from 0 to 1. Returns 1 to go on, 0 if the user wants to
   * stop: then return CAE_FAILED, without a reason. It is cheap: call it about ten times a second. From any
   * thread. Absent where struct_size ends before it. */
  int (*progress)(void* context, double done);

  /* The model, for an analysis that sets wants_model in its request: in `check` and `analyse`. Else NULL. */
  const cae_model* model;
} cae_host;

/* ---- Input ---- */

enum {
  CAE_TRAINING_IMAGES = 0, /* those that were trained with */
  CAE_TEST_IMAGES = 1,     /* without any: as training images */
  CAE_VALIDATION_IMAGES = 2
};

/* How a request wants its images. */
enum {
  CAE_AS_USUAL = 0, /* an extractor: augmented; an analysis: clean */
  CAE_CLEAN = 1,
  CAE_AUGMENTED = 2 /* as the model sees them in an evaluation, with the experiment's augmentations */
};

/* Images, or what a layer gave for them: `count` times channels x height x width floats, in that order
 * (NCHW). Pixels are in [0,1]; a flat layer has height and width 1. */
typedef struct cae_batch {
  uint32_t struct_size;
  uint32_t from;     /* CAE_TRAINING_IMAGES, CAE_TEST_IMAGES or CAE_VALIDATION_IMAGES */
  uint32_t epoch;    /* counts from 1; 0 where it has no meaning, and always 0 for test images */
  const char* layer; /* "" for images */
  const float* values;
  size_t count, channels, height, width;
  const int64_t* samples; /* the number of each image in its dataset, from 0 */
  const int64_t* labels;  /* the class of each image; NULL where there is none */

  /* What the model makes of each image, in the shape of the images; NULL unless an analysis asked for it. */
  const float* reconstructions;
} cae_batch;

/* Row-major numbers with named columns. */
typedef struct cae_table {
  uint32_t struct_size;
  const char* name;
  size_t rows, columns;
  const char* const* column_names;
  const double* values;
  const int64_t* samples; /* the image of each row; NULL where rows are not images */
  const int64_t* labels;  /* the class of each row; NULL where there is none */

  uint32_t from;                  /* whose `samples` are numbers: CAE_TRAINING_IMAGES, ... */
  size_t channels, height, width; /* of a row that an extractor made of a layer: C,H,W; else columns, 1, 1 */
} cae_table;

/* What an extractor or an analysis needs. It is filled with the defaults given here. */
typedef struct cae_request {
  uint32_t struct_size;
  uint32_t from;         /* CAE_TEST_IMAGES */
  uint64_t images;       /* how many, chosen at random; 0, the default: all */
  uint64_t seed;         /* of the choice: equal (images, seed, from) choose equal images; 1 */
  const char* layer;     /* extractor: whose output; "code". Must be valid as long as the instance */
  uint32_t wants_images; /* analysis: 1 if it needs the images themselves; 0 */

  uint32_t view;                  /* CAE_AS_USUAL */
  uint32_t wants_reconstructions; /* analysis: 1 if it needs what the model makes of its images; 0 */
  uint32_t wants_model;           /* analysis: 1 if it needs host->model; 0 */
  uint32_t wants_labels; /* of its images, or of its tables' rows: 1 if it needs classes, 2 two at least; 0 */
} cae_request;

/* ---- Output of extractors and analyses ---- */

/* A name is 1 to 160 letters, digits, '-', '_' and '.', the first a letter or a digit; no two tables, and no
 * two pictures or drawn tables, of one call may have one name, upper or lower case, nor "losses" or
 * "reconstructions". A call may add 1000 tables of at most 2^20 columns, 1000 pictures, 10000 metrics, and
 * 2^28 numbers and 2^28 pixels altogether. Anything else is refused, and the call has failed. */
typedef struct cae_results {
  uint32_t struct_size;
  void* context;

  /* Adds a table and returns its rows x columns values for you to fill, row-major, or NULL if the host
   * refuses (it has recorded the reason; return CAE_FAILED). Names are copied. `samples` and `labels` have
   * one number a row, or are NULL. `draw` says how to draw it: "" not at all, "scatter" the first two columns
   * as x and y coloured by label, "heatmap" rows by columns, "histogram" the first column, for each label. */
  double* (*add_table)(void* context, const char* name, size_t rows, size_t columns,
                       const char* const* column_names, const int64_t* samples, const int64_t* labels,
                       const char* draw);
  /* Adds a named number. */
  void (*add_metric)(void* context, const char* name, double value);
  /* Adds a picture and returns its height x width x 3 bytes (red, green, blue) for you to fill, or NULL. */
  uint8_t* (*add_picture)(void* context, const char* name, size_t width, size_t height);

  /* In `check` alone: the peak memory in bytes that the work will need besides its input and output.
   * Absent where struct_size ends before it. */
  void (*add_memory)(void* context, uint64_t bytes);

  /* Adds a named number of one part of the data (`split`: "train", "test", "validation"; "" for none) and of
   * one class (a name as metrics have, such as the label's number; "" for all together). Absent where
   * struct_size ends before it. */
  void (*add_metric_of)(void* context, const char* name, const char* split, const char* class_name,
                        double value);
} cae_results;

/* ---- The plugin ---- */

enum {
  CAE_AUGMENTATION = 1, /* from a batch to the batch that the model sees instead */
  CAE_EXTRACTOR = 2,    /* from a layer's output to one table of features */
  CAE_ANALYSIS = 3      /* from images and extractors' tables to tables, numbers and pictures */
};

/* What an augmentation does, so that the host can warn where an experiment uses it on the wrong images: one
 * that moves pixels leaves the model to move them back unless it is used `on: both` inputs and targets, and
 * one that corrupts them is not removed by a model whose targets it corrupts, too. */
enum {
  CAE_EFFECT_UNSAID = 0,
  CAE_MOVES_PIXELS = 1,   /* a shift, a flip */
  CAE_CORRUPTS_PIXELS = 2 /* noise, a mask, a blur */
};

typedef struct cae_plugin {
  uint64_t magic;          /* CAE_PLUGIN_MAGIC */
  uint32_t abi_version;    /* CAE_PLUGIN_ABI_VERSION */
  uint32_t struct_size;    /* sizeof(cae_plugin) */
  uint32_t parameter_size; /* sizeof(cae_parameter) */
  uint32_t kind;           /* CAE_AUGMENTATION, CAE_EXTRACTOR or CAE_ANALYSIS */
  const char* name;        /* as in the experiment, and the file's name without ".so" */
  const char* version;
  const char* summary; /* one line */
  const cae_parameter* parameters;
  size_t parameter_count;

  /* One use of the plugin. values[i] belongs to parameters[i] and is gone when this returns, with its text.
   * NULL means failure. Calls with one instance never overlap, but may come from different threads. */
  void* (*create)(const cae_host* host, const cae_value* values);
  void (*destroy)(void* instance);

  /* Augmentation: fills `out`, as large as batch->values. It must be a function of (parameters, seed, pixels,
   * samples, epoch, from), image by image, so that it does not depend on how the images are divided into
   * batches.
   */
  int (*augment)(void* instance, const cae_batch* batch, float* out);

  /* Extractor and analysis: changes the defaults of `request`. May be NULL for an analysis that needs only
   * tables. */
  int (*request)(void* instance, cae_request* request);

  /* Extractor: adds exactly one table, one row an image. */
  int (*extract)(void* instance, const cae_batch* output, const cae_results* results);

  /* Analysis: `images` is NULL unless it asked for them; `tables` are those that its CAE_TABLE parameters
   * name; without such a parameter those that were made before it in the same call of cae-lab. */
  int (*analyse)(void* instance, const cae_batch* images, const cae_table* const* tables, size_t table_count,
                 const cae_results* results);

  /* Extractor and analysis, may be NULL: called before training, with what extract or analyse will receive
   * except the numbers: `input` (the layer's output, or images) and the tables have `values`, `samples` and
   * `labels` NULL. Refuses what the work would refuse (host->report_parameter_error), and adds the tables
   * that it will add: add_table then returns NULL whether or not the table can be made. */
  int (*check)(void* instance, const cae_batch* input, const cae_table* const* tables, size_t table_count,
               const cae_results* results);

  /* Augmentation: CAE_EFFECT_UNSAID ... CAE_CORRUPTS_PIXELS. Absent where struct_size ends before it. */
  uint64_t effect;
} cae_plugin;

/* The first four fields of a cae_plugin. */
#define CAE_PLUGIN_HEADER CAE_PLUGIN_MAGIC, CAE_PLUGIN_ABI_VERSION, sizeof(cae_plugin), sizeof(cae_parameter)

#if defined(__GNUC__)
#define CAE_PLUGIN_EXPORT __attribute__((visibility("default")))
#else
#define CAE_PLUGIN_EXPORT
#endif

/* The plugin defines this: const cae_plugin cae_plugin_entry = {CAE_PLUGIN_HEADER, CAE_AUGMENTATION,
 * "invert", ...}; */
extern CAE_PLUGIN_EXPORT const cae_plugin cae_plugin_entry;

#ifdef __cplusplus
}
#endif

#endif /* CAE_PLUGIN_H */
