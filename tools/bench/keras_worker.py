"""The measuring process of Keras on TensorFlow: see worker.py. Its arguments are the setting and the threads.

default and tuned differ in the environment that the process starts with; jit is tuned with jit_compile. A step of
training is what model.fit does for a batch, without its callbacks.
"""
import os
import sys

SETTING, THREADS = sys.argv[1], int(sys.argv[2])
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras  # noqa: E402
import numpy  # noqa: E402
import tensorflow as tf  # noqa: E402

import keras_model  # noqa: E402
import worker  # noqa: E402


def training(model, x):
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy",
                  jit_compile=True if SETTING == "jit" else "auto")
    function = model.make_train_function() or model.train_function
    batches = iter(tf.data.Dataset.from_tensors((x, x)).repeat())

    def step():
        return float(function(batches)["loss"])

    return step(), step


def evaluation(model, x):
    forward = tf.function(lambda images: model(images, training=False), jit_compile=SETTING == "jit")

    def step():
        return forward(x).numpy()

    prediction = model(x, training=False)  # which sets model.losses
    return float(numpy.mean(keras.losses.binary_crossentropy(x, prediction)) + sum(map(float, model.losses))), step


def prepare(request):
    import safetensors_file
    keras.backend.clear_session()
    keras.mixed_precision.set_global_policy("mixed_bfloat16" if request["precision"] == "bf16" else "float32")
    model = keras_model.build(request["nodes"], safetensors_file.read(request["weights"]))
    x = tf.constant(numpy.ascontiguousarray(numpy.load(request["input"]).transpose(0, 2, 3, 1)))
    return (training if request["mode"] == "train" else evaluation)(model, x)


if __name__ == "__main__":
    tf.config.threading.set_intra_op_parallelism_threads(THREADS)
    worker.serve(prepare)
